// What is marked with the mouse in a quote goes into the field for words. The page works without it.
const field = document.querySelector("[data-from-quote]");

document.querySelector("blockquote")?.addEventListener("mouseup", () => {
  const marked = String(document.getSelection()).trim();
  if (marked) field.value = marked.slice(0, field.maxLength);
});
