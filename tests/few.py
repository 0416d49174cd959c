"""Forms whose rules name no others: enough for tests of what is the same for every form, at a third of the time."""

FEW = ("01", "02", "07", "13")
