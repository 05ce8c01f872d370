"""What a debrief says: one content, from which the page, the PDF, Markdown and JSON all come.

`model` has its shape, the other modules what is chosen and worded by rule. Plain values in and
out: no database, no request.
"""
