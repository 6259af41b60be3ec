"""The demonstration council of Northbeck: invented people, made by the product's own services.

What happened is told in the JSON files beside this one, in days before today; the modules act it
out in the order of time, each step with the time it would have had.
"""
