"""The slot engine: which starts are free, with whom, and which rule refuses the others.

`find.find_slots` lists, `check.check_start` judges one start by the same code, `check.explain_day` says why a day is
empty. The rules, decided once:

- Open is what the wall clock says: a window holds while the provider's clock lies in it, so an hour that is repeated is
  open twice and an hour that is skipped never.
- Instants are whole minutes since the epoch, intervals half-open; what is busy widens to whole minutes.
- Buffers add up: the booked one's after and the new one's before, and the reverse. They need not lie in working hours.
- Runs are cut at notice and at the window asked for, and starts are counted from where a run begins (or, with
  `Anchor.CLOCK`, from midnight). So ask for whole days; a start that was offered a moment ago stays bookable with
  `check_start(…, needs_grid=False)` although somebody else's booking has moved the grid since.
- A provider's caps count their own bookings by the date on which these start.
"""
