"""What the figures of a report follow from, as a model reads it; whether they do is reckoned here.

The model is shown the report with every figure numbered and says which figure the words make out to be the sum, the
share, the growth … of which others, in formulas over the numbers. It says nothing of right or wrong: a formula is
evaluated with what the figures may stand for, and one that does not hold is put to the model once more, with the
sentences, before anybody hears of it. Whatever a model makes up can therefore only point at figures that stand there.
"""
