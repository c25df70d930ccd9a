package routines

import (
	"slices"
	"time"
)

// Stop is a stop rule that was met, and what became of it.
type Stop struct {
	ID     StopID    `json:"id"`
	Family Family    `json:"family,omitempty"` // of the step it was met in
	At     time.Time `json:"at"`
	Opened time.Time `json:"opened,omitzero"` // when somebody was asked again, or cleared
	Asked  time.Time `json:"asked,omitzero"`  // when it was not gone yet; asked again on the next day
	// Mistake: it was tapped by mistake, and not there when it was asked about
	// again. Both answers are stored.
	Mistake bool `json:"mistake,omitempty"`
}

// Stops are the stop rules somebody has met, in order. Their methods never
// change them.
type Stops []Stop

// Met adds what somebody felt. It returns the row that decides and is false
// where no row fits. A bruise that is not the first, and the third head pain
// in 28 days, are told by the stops before.
func (s Stops) Met(now time.Time, feelings ...Feeling) (Stops, StopRow, bool) {
	feelings = slices.Clone(feelings)
	for i, f := range feelings {
		bruised := f.Sign == SignBruise && s.count(time.Time{}, bruiseStop, "T19.again") > 0
		feelings[i].Again = f.Again || bruised
	}
	rows := StopRowsFor(feelings...)
	if len(rows) == 0 {
		return s, StopRow{}, false
	}
	s = slices.Clone(s)
	for _, row := range rows {
		// Two signs may have been felt in steps of two families.
		for _, family := range families(row, feelings) {
			s = append(s, Stop{ID: row.ID, Family: family, At: now})
		}
		if row.ID == "T11" && s.count(now.Add(-thirdSpan), "T11") >= thirdTime {
			s = append(s, Stop{ID: thirdStop, At: now})
			rows = append(rows, s[len(s)-1].row())
		}
	}
	return s, decides(rows), true
}

// decides returns the strictest row. Where another one, of somebody less
// urgent to see, stops more than it does, that is done as well.
func decides(rows []StopRow) StopRow {
	row := slices.MinFunc(rows, StopRow.stricter)
	for _, other := range rows {
		if other.Act.rank() > row.Act.rank() {
			row.Act = other.Act
		}
	}
	return row
}

// families lists the families of the steps in which a row was met.
func families(row StopRow, feelings []Feeling) []Family {
	var met []Family
	for _, f := range feelings {
		if row.fits(f) && !slices.Contains(met, f.Step.Family) {
			met = append(met, f.Step.Family)
		}
	}
	return met
}

// count tells how often some rows were met after a moment.
func (s Stops) count(after time.Time, ids ...StopID) int {
	n := 0
	for _, stop := range s {
		if slices.Contains(ids, stop.ID) && stop.At.After(after) {
			n++
		}
	}
	return n
}

func (s Stop) row() StopRow {
	row, _ := stopRow(s.ID)
	return row
}

// holds reports whether the blocks of a stop have not ended.
func (s Stop) holds(now time.Time) bool {
	switch s.row().Ends {
	case EndsScreened, EndsCleared, EndsAsked:
		return s.Opened.IsZero()
	case EndsWeek:
		return now.Before(s.At.Add(weekOff))
	case EndsToday:
		return now.Before(dayAfter(s.At, now.Location()))
	default:
		return false
	}
}

// Blocks returns everything that the stops still switch off, in the person's
// zone as now carries it.
func (s Stops) Blocks(now time.Time) Blocks {
	var blocks []Block
	for _, stop := range s {
		if !stop.holds(now) {
			continue
		}
		row := stop.row()
		blocks = append(blocks, row.Blocks...)
		if row.Family && stop.Family != "" {
			blocks = append(blocks, FamilyBlock(stop.Family))
		}
	}
	return NewBlocks(blocks...)
}

// Limits returns the limits that the stops impose: after a bruise pressure
// stays gentle.
func (s Stops) Limits() []Limit {
	if s.count(time.Time{}, bruiseStop, "T19.again") > 0 {
		return []Limit{LimitPress}
	}
	return nil
}

// Emergency lists the rows that hold everything as an emergency.
func (s Stops) Emergency() []StopID {
	var ids []StopID
	for _, stop := range s {
		if stop.row().Level == LevelEmergency && stop.Opened.IsZero() && !slices.Contains(ids, stop.ID) {
			ids = append(ids, stop.ID)
		}
	}
	return ids
}

// Asks lists the rows that are to be asked about again today: they were met on
// a day before this one.
func (s Stops) Asks(now time.Time) []StopID {
	var ids []StopID
	for _, stop := range s {
		due := stop.row().Ends == EndsAsked && stop.Opened.IsZero() && !now.Before(dayAfter(later(stop.At, stop.Asked), now.Location()))
		if due && !slices.Contains(ids, stop.ID) {
			ids = append(ids, stop.ID)
		}
	}
	return ids
}

// Wanting lists the rows whose blocks hold until somebody has looked or was
// asked.
func (s Stops) Wanting() []StopID {
	var ids []StopID
	for _, stop := range s {
		waits := stop.row().Ends == EndsCleared || stop.row().Ends == EndsAsked && !stop.Asked.IsZero()
		if waits && stop.Opened.IsZero() && !slices.Contains(ids, stop.ID) {
			ids = append(ids, stop.ID)
		}
	}
	return ids
}

// NotGone notes that something is still there: it is asked about again on the
// next day.
func (s Stops) NotGone(id StopID, now time.Time) Stops {
	s = slices.Clone(s)
	for i, stop := range s {
		if stop.ID == id && stop.Opened.IsZero() {
			s[i].Asked = now
		}
	}
	return s
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Open lifts what a row holds: it was asked again and is over, or a clinician
// has looked or was asked. Screened is when the full set was answered last; an
// emergency opens only after one that came later. Open is false, and changes
// nothing, where nothing can be opened yet.
func (s Stops) Open(id StopID, screened, now time.Time) (Stops, bool) {
	opened, found := slices.Clone(s), false
	for i, stop := range s {
		if stop.ID != id || !stop.Opened.IsZero() || !stop.opens(screened, now) {
			continue
		}
		opened[i].Opened, found = now, true
	}
	if !found {
		return s, false
	}
	return opened, true
}

// Mistake takes an emergency back that was tapped by mistake: the sign was
// asked about again, and is not there. It is false, and changes nothing, when
// there is none of that row.
func (s Stops) Mistake(id StopID, now time.Time) (Stops, bool) {
	last := -1
	for i, stop := range s {
		if stop.ID == id && stop.row().Level == LevelEmergency && stop.Opened.IsZero() {
			last = i
		}
	}
	if last < 0 {
		return s, false
	}
	s = slices.Clone(s)
	s[last].Opened, s[last].Mistake = now, true
	return s, true
}

func (s Stop) opens(screened, now time.Time) bool {
	switch s.row().Ends {
	case EndsScreened:
		return screened.After(s.At) && !now.Before(screened)
	case EndsCleared:
		return !now.Before(s.At)
	case EndsAsked:
		return !now.Before(dayAfter(s.At, now.Location()))
	default:
		return false
	}
}
