"""drafter: drafts and checks the annual 履行教育职责自评报告 of Chinese local governments.

Every figure in a draft leads back to a workbook cell, a passage of a department's write-up or a policy
clause; the checker re-derives everything from the finished document alone. The command line, and any
program, call the same few functions:

* :func:`drafter.facts.read_metrics` reads a metrics workbook;
* :func:`drafter.drafting.draft_report` makes a report from metrics, materials and an outline;
* :func:`drafter.reading.read_document` reads any report;
* :func:`drafter.checking.check_document` says what is wrong, missing or unsupported in it;
* :func:`drafter.rendering.render_docx` writes the official layout.

Nothing heavy is imported here, so that ``import drafter`` stays fast.
"""

__version__ = "0.1.0"
__all__ = ["__version__"]
