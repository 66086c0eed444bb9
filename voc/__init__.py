"""Voice of the customer: interviews in, defensible numbers out.

    import voc.study

    study = voc.study.analyze("interviews")
    print(study.tables["gaps"].frame)

What it returns is described in `voc.study.Study`, the errors it raises in `voc.errors`.
"""

__version__ = "0.1.0"
