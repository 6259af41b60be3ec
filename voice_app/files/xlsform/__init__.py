"""XLSForm, the spreadsheet in which councils and survey tools write questionnaires.

``written`` makes a workbook of a survey's document, ``read`` a document of a workbook: both ways
nothing is lost. What XLSForm has no word for stands in columns of our own, which other tools pass
over. Read is the subset select_one, select_multiple, text, integer, range, note, groups, relevant,
hint, media::image and ``label::Language (code)``; the rest is refused with its sheet, row and
column.
"""

from voice_app.files.xlsform.cells import Trouble
from voice_app.files.xlsform.reading import Refused
from voice_app.files.xlsform.reading import read
from voice_app.files.xlsform.writing import written

__all__ = ["Refused", "Trouble", "read", "written"]
