"""Voice of the customer: interviews in, defensible numbers out.

    import voc.study

    study = voc.study.analyze("interviews")
    print(study.tables["gaps"].frame)
"""

__version__ = "0.1.0"
