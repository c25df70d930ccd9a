package bot

import (
	"slices"
	"strconv"
	"strings"

	"unknot/scheduler"
)

// Telling is something that somebody told of a day, and what was known of that
// day before, so that it can be taken back.
type Telling struct {
	ID  EffectID       `json:"id"` // the last effect before it, so that a button means no other
	Day scheduler.Date `json:"day"`
	Was Answers        `json:"was,omitzero"`
	Is  Answers        `json:"is,omitzero"`
}

// Answers are what can be told of a day, as Day keeps it.
type Answers struct {
	Headache int `json:"headache,omitempty"`
	Ache     int `json:"ache,omitempty"`
	Neck     int `json:"neck,omitempty"`
	Medicine int `json:"medicine,omitempty"`
}

// mostTellings is how much can be taken back, the last first.
const mostTellings = 8

func (d Day) answers() Answers {
	return Answers{Headache: d.Headache, Ache: d.Ache, Neck: d.Neck, Medicine: d.Medicine}
}

// noteDay tells something of a day, and remembers what it takes the place of.
func (t *turn) noteDay(date scheduler.Date, tell func(*Day)) {
	day := t.p.day(date)
	was := day.answers()
	tell(day)
	if is := day.answers(); is != was {
		told := append(slices.Clone(t.p.Told), Telling{ID: t.began, Day: date, Was: was, Is: is})
		t.p.Told = told[max(0, len(told)-mostTellings):]
	}
}

// undoSaid is undo in plain words. In a session they are not meant for the days.
func (t *turn) undoSaid(said string) {
	if t.p.Session != nil {
		t.unknown()
		return
	}
	t.undo(said)
}

// undo takes back what a button names, or else what was told last: of the day
// that is named, or of any.
func (t *turn) undo(said string) {
	words := logWords(said)
	rest, ago := daysAgo(words)
	named := len(rest) < len(words) || slices.Contains(words, "today")
	id := tellingIn(rest)
	at := -1
	for i, told := range t.p.Told {
		switch {
		case t.ago(0).Days(told.Day) > longestAgo, named && told.Day != t.ago(ago):
		case id == 0 || told.ID == id:
			at = i
		}
	}
	switch {
	case id > 0 && (at < 0 || slices.ContainsFunc(t.p.Told[at+1:], t.p.Told[at].overlaps)):
		t.stale() // taken back already, or told anew
		return
	case at < 0:
		t.home(Line{Say: "log.nothing"})
		return
	}
	told := t.p.Told[at]
	t.p.Told = slices.Delete(slices.Clone(t.p.Told), at, at+1)
	t.p.day(told.Day).restore(told)
	t.home(Line{Say: "log.undone", Times: []scheduler.Occurrence{{Day: told.Day}}})
}

// tellingIn returns which telling a button means, or 0.
func tellingIn(words []string) EffectID {
	for _, w := range words {
		if n, err := strconv.Atoi(strings.TrimPrefix(w, "#")); err == nil && strings.HasPrefix(w, "#") {
			return EffectID(n)
		}
	}
	return 0
}

// about says what was told: of the head, the neck, of medicine.
func (x Telling) about() (head, neck, medicine bool) {
	return x.Is.Headache != x.Was.Headache || x.Is.Ache != x.Was.Ache, x.Is.Neck != x.Was.Neck, x.Is.Medicine != x.Was.Medicine
}

// overlaps reports whether two tellings say something about the same.
func (x Telling) overlaps(y Telling) bool {
	head, neck, medicine := x.about()
	head2, neck2, medicine2 := y.about()
	return x.Day == y.Day && (head && head2 || neck && neck2 || medicine && medicine2)
}

// restore takes a telling back, and nothing that was told beside it.
func (d *Day) restore(told Telling) {
	head, neck, medicine := told.about()
	if head {
		d.Headache, d.Ache = told.Was.Headache, told.Was.Ache
	}
	if neck {
		d.Neck = told.Was.Neck
	}
	if medicine {
		d.Medicine = told.Was.Medicine
	}
}

// undoPress offers to take back what this decision has noted, if anything.
func (t *turn) undoPress() []Press {
	n := len(t.p.Told)
	if n == 0 || t.p.Told[n-1].ID != t.began {
		return nil
	}
	return []Press{commandPress("press.undo", "log undo #"+strconv.Itoa(int(t.began)))}
}
