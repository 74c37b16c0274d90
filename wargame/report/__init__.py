"""Pages that outlive the program: reports on many games, reviews of one, what is printed on paper.

One rule: a page is one file that holds all it shows. It is made of values that other rooms made
(`table.reports`, `table.told`), and asks for nothing from anywhere: no script, no font, no picture
from outside. All text in it is escaped.
"""
