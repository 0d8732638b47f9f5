"""Word files as offices have them: one official document in the dialects of five programs, faults planted in it, the
decree's own forms, documents of many kinds, long files, and files that are no Word documents.

``document`` tells the document once, as plain data; ``faults`` says what is wrong with it, one fault at a time. Each
module of a kind (``by_python_docx``, ``by_libreoffice_odt``, ``by_libreoffice_rtf``, ``by_pandoc``, ``by_ourselves``)
writes such data as its program would. ``corpus`` makes them all.

``kinds`` tells documents of other kinds, each with what goes wrong in it; ``by_offices`` lays them out in the ways that
offices have.
"""
