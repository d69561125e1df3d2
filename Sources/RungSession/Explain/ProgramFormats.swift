// How answers are written for programs and spreadsheets: one rule for every verb, which the reference and `.mode` state.

import RungText

package enum ProgramFormats {
  /// Paragraphs.
  package static let rule = [
    """
    In CSV and JSON a figure is a number in digits, and its unit stands beside it, so that nobody adds euros per month \
    to euros per person. In CSV a column `amount` is followed by `amount unit`; an uncertain value has its mean in \
    `amount` and its 5th and 95th percentile in `amount 5%` and `amount 95%`; a chance that was counted in runs has \
    from where to where it may be in `chance low` and `chance high`. These columns are there when a row has something \
    to say in them.
    """,
    """
    In JSON such a figure is `{"value": 150000, "unit": "KES per month"}`; an uncertain one has `mean`, `p5`, `p50`, \
    `p95` and `sd` in place of `value`, a chance `chance`, `low` and `high`. What has neither unit nor spread is a plain \
    number: people and other things that are counted, and percentages, which are written as shares: 95% is 0.95.
    """,
    """
    Durations are numbers of days, weeks, months or years; one of months and days, lists and tables are texts in CSV. \
    Dates are written 2027-03-01. Nothing is drawn, and no column is left out because it is empty. A single value is one \
    line of CSV: its parts in the same order, without headings.
    """,
  ]
}
