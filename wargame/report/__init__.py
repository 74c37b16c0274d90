"""Pages that outlive the program: one HTML file that holds all it shows.

One rule: a page is made of values that other rooms made (`table.reports`), and asks for nothing
from anywhere: no script, no font, no picture from outside. All text in it is escaped.
"""
