package routines_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unknot/routines"
)

const day = 24 * time.Hour

// answers reads a script of answers, one after the other, each a minute later:
//
//	Y2 yes        an answer; with "graver" or "mistake" behind it
//	Y9 yes 70d    one that began so long before
//	clear Y2      a clinician who knows this cleared me
//	over R1       over, and a doctor examined me since
//	+3d           time passes
//	none 4        none of the items of a grouped screen
//	full          the full set has been answered
type answers struct {
	t   testing.TB
	s   routines.Screening
	now time.Time
}

func screened(t testing.TB, script string) *answers {
	t.Helper()
	a := &answers{t: t, now: noon()}
	a.s = a.s.Finish(noon())
	return a.say(script)
}

func (a *answers) say(script string) *answers {
	a.t.Helper()
	for part := range strings.SplitSeq(script, ", ") {
		if part == "" {
			continue
		}
		a.now = a.now.Add(time.Minute)
		a.one(strings.Fields(part))
	}
	return a
}

func (a *answers) one(words []string) {
	a.t.Helper()
	switch {
	case words[0][0] == '+':
		a.now = a.now.Add(-time.Minute).Add(days(words[0][1:]))
	case words[0] == "none":
		a.s = a.s.None(atoi(words[1]), a.now)
	case words[0] == "full":
		a.s = a.s.Finish(a.now)
	case words[0] == "clear" || words[0] == "over":
		next, ok := a.s.Clear(routines.ItemID(words[1]), words[0] == "over", a.now)
		if refused := len(words) > 2 && words[2] == "refused"; ok == refused {
			a.t.Fatalf("%v: %v", words, ok)
		}
		a.s = next
	default:
		answer := routines.Answer{Item: routines.ItemID(words[0]), Said: routines.Said(words[1]), At: a.now}
		for _, word := range words[2:] {
			switch word {
			case "graver":
				answer.Graver = true
			case "mistake":
				answer.Mistake = true
			default:
				answer.Since = a.now.Add(-days(word))
			}
		}
		a.s = a.s.Record(answer)
	}
}

// days reads "3d" and what time reads.
func days(s string) time.Duration {
	if n, ok := strings.CutSuffix(s, "d"); ok {
		return time.Duration(atoi(n)) * day
	}
	d, _ := time.ParseDuration(s)
	return d
}

// TestAnswers: what a story of answers comes to. Only the named blocks are
// expected; limits that rule variants out stand under their own test.
func TestAnswers(t *testing.T) {
	for _, c := range []struct{ name, script, blocks string }{
		{"nobody said anything", "", ""},
		{"no", "R1 no, Y5 no", ""},
		{"yes", "Y5 yes", "PRESS"},
		{"blocks add up", "Y8 yes, Y14 yes, Y5 yes", "FLAT; KNEEL; LOAD; PRESS"},
		{"a yellow answer opens no red one", "R6 yes, Y5 yes, Y5 no", "MOVE"},

		// Not sure.
		{"not sure once: nothing that a yes would forbid", "Y5 unsure", "PRESS"},
		{"not sure, then no", "Y5 unsure, Y5 no", ""},
		{"not sure, then no, of a red one", "R6 unsure, R6 no", ""},
		{"not sure twice is yes", "Y8 unsure, Y8 unsure", "LOAD"},
		{"not sure, no, not sure is once", "Y13 unsure, Y13 no, Y13 unsure", ""},
		{"not sure after yes stays yes", "R6 yes, R6 unsure, R6 no", "MOVE"},

		// Other answers.
		{"a yellow answer that changes", "Y2 yes, Y2 no", ""},
		{"a red one does not by itself", "R6 yes, R6 no", "MOVE"},
		{"but when it was a mistake", "R1 yes, R1 no mistake", ""},
		{"a mistake that was none", "R1 yes, R1 yes mistake", "ALL"},
		{"a mistake and then yes", "R1 yes, R1 no mistake, R1 yes", "ALL"},
		{"a mistake, not sure twice", "R1 yes, R1 unsure mistake, R1 unsure mistake", "ALL"},
		{"none of these takes yellow ones back", "Y8 yes, Y5 unsure, none 4", ""},
		{"and no red ones", "R6 yes, Y19 yes, none 3", "MOVE"},
		{"none of another screen changes nothing", "Y8 yes, none 3", "LOAD"},

		// Clearance.
		{"a tick", "Y2 yes, clear Y2", "ENDRANGE; TPN-02"},
		{"over is a tick, too", "Y7 yes, over Y7", ""},
		{"what stays off, until the answer changes", "Y2 yes, clear Y2, Y2 no", ""},
		{"a tick for one opens no other", "Y6 yes, Y8 yes, clear Y8", "ENDRANGE; LOAD; NECKLOAD; PRESS"},
		{"yes again after a tick", "Y7 yes, clear Y7, Y7 yes", "ENDRANGE; FLAT; NECKLOAD; PRESS"},
		{"not sure again after a tick", "Y7 yes, clear Y7, Y7 unsure", "ENDRANGE; FLAT; NECKLOAD; PRESS"},
		{"R9 cleared", "R9 yes, clear R9", "CST-03; ENDRANGE; TPN"},
		{"Y11b cleared", "Y11b yes, clear Y11b", "PRESS"},
		{"Y17 cleared", "Y17 yes, clear Y17", "ENDRANGE"},
		{"Y18 cleared", "Y18 yes, clear Y18", "ENDRANGE; TPN"},
		{"R1 to R3 by a tick: never while they are there", "R1 yes, clear R1 refused", "ALL"},
		{"R2", "R2 yes, clear R2 refused", "ALL"},
		{"R3", "R3 yes, clear R3 refused", "ALL"},
		{"R1 over and examined, inside seven days", "R1 yes, over R1", ""},
		{"R1 again", "R1 yes, over R1, R1 yes", "ALL"},
		{"R4 by a tick", "R4 yes, clear R4", ""},
		{"nothing to clear", "clear Y2 refused", ""},
		{"nothing that a tick opens", "Y5 yes, clear Y5 refused, over Y5 refused", "PRESS"},
		{"time opens Y12, not a tick", "Y12 yes, over Y12 refused", "MOVE"},
		{"a question open once more", "Y7 yes, clear Y7, Y7 unsure, clear Y7 refused", "ENDRANGE; FLAT; NECKLOAD; PRESS"},
		{"a question still open", "Y2 unsure, clear Y2 refused", "ENDRANGE; NECKLOAD; PRESS"},
		{"nobody under age", "U18 yes, over U18 refused, +400d", "ALL"},

		// The clearance is asked for again.
		{"Y8 89 days after the tick", "Y8 yes, clear Y8, +89d", ""},
		{"Y8 90 days after", "Y8 yes, clear Y8, +90d", "LOAD"},
		{"and ticked again", "Y8 yes, clear Y8, +90d, clear Y8, +89d", ""},
		{"what was urgent and examined stays over", "R4b yes, clear R4b, +400d", ""},
		{"and so does an emergency", "R1 yes, over R1, +400d", ""},

		// By itself.
		{"Y11 for two days", "Y11 yes, +47h", "CST-03 but not CST-03.easier; LOAD; PRESS; TOUCH"},
		{"Y11 after that", "Y11 yes, +48h", "CST-03 but not CST-03.easier"},
		{"Y11 after four weeks", "Y11 yes, +28d", ""},
		{"Y11 yesterday", "Y11 yes 24h, +24h", "CST-03 but not CST-03.easier"},
		{"Y12 until the day turns", "Y12 yes, +15h", "MOVE"},
		{"Y12 then", "Y12 yes, +16h", ""},
		{"Y9 at an unknown week", "Y9 yes", "BALL; FLAT"},
		{"Y9 in week 10", "Y9 yes 70d", ""},
		{"Y9 in week 16", "Y9 yes 70d, +42d", "BALL; FLAT"},
		{"Y20 six weeks after the operation", "Y20 yes 7d, +34d", "KNEEL; LOAD"},
		{"Y20 then", "Y20 yes 7d, +35d", ""},
		{"Y20 of an unknown day", "Y20 yes, +41d", "KNEEL; LOAD"},
		{"Y20 then, too", "Y20 yes, +42d", ""},
		{"Y15 not by itself", "Y15 yes 80d, +400d", "ENDRANGE; LOAD; NECKLOAD; PRESS"},
		{"Y1 not by itself", "Y1 yes, +400d", "MOVE"},

		// Something new.
		{"something new: wait for the full set", "new yes", "MOVE"},
		{"not sure whether", "new unsure, new no", "MOVE"},
		{"nothing new", "new no", ""},
		{"the full set", "new yes, full", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := screened(t, c.script)
			if got, want := fmt.Sprintf("%q", a.s.Blocks(a.now)), fmt.Sprintf("%q", listed(c.blocks)); got != want {
				t.Errorf("blocks %s, want %s", got, want)
			}
		})
	}
}

// TestHolds: the active hold, what is urgent, and what is asked again.
func TestHolds(t *testing.T) {
	for _, c := range []struct{ script, emergency, urgent, again, lapsed string }{
		{"", "-", "-", "-", "-"},
		{"R1 yes, R5 yes, R3b yes", "R1 R5", "R3b", "-", "-"},
		{"R1 unsure", "-", "-", "R1", "-"},
		{"R1 unsure, R1 unsure", "R1", "-", "-", "-"},
		{"R1 yes, +4000d", "R1", "-", "-", "-"},
		{"R1 yes, R1 no", "R1", "-", "-", "-"},
		{"R1 yes, R1 no mistake", "-", "-", "-", "-"},
		{"R8 yes, over R8", "-", "-", "-", "-"},
		{"R6 yes", "-", "R6", "-", "-"},
		{"R6 yes, R6 unsure", "-", "R6", "-", "-"},
		{"R6 yes, clear R6, R6 unsure", "-", "-", "R6", "-"},
		{"Y6 yes", "-", "-", "-", "-"},
		{"Y6 yes graver", "-", "Y6", "-", "-"},
		{"R7b yes, clear R7b", "-", "-", "-", "-"},
		{"Y13 yes, Y5 unsure", "-", "-", "Y5", "-"},
		{"Y2 yes, clear Y2, Y8 yes, +90d", "-", "-", "-", "Y2"},
		{"R9 yes, clear R9, Y1 yes, clear Y1, +91d", "-", "-", "-", "R9 Y1"},
		{"R4 yes, clear R4, +91d", "-", "-", "-", "-"},
		{"U18 yes", "-", "-", "-", "-"},
	} {
		t.Run(c.script, func(t *testing.T) {
			a := screened(t, c.script)
			got := [4]string{words(a.s.Emergency()), words(a.s.Urgent()), words(a.s.AskAgain()), words(a.s.Lapsed(a.now))}
			if want := [4]string{c.emergency, c.urgent, c.again, c.lapsed}; got != want {
				t.Errorf("emergency, urgent, again, lapsed %q, want %q", got, want)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct{ script, limits string }{
		{"", "-"},
		{"Y3 yes, clear Y3", "lowest"},
		{"Y3b yes, Y4 yes", "press2 force20 lowest"},
		{"Y4 unsure", "force20"},
		{"Y9 yes 70d", "-"},
		{"Y9 yes", "recline"},
		{"Y11 yes, +27d", "force10 lower"},
		{"Y11 yes, +28d", "-"},
		{"Y11 unsure, +28d", "force10 lower"},
		{"Y4 yes, Y4 no", "-"},
	} {
		a := screened(t, c.script)
		if got := words(a.s.Limits(a.now)); got != c.limits {
			t.Errorf("%q limits %s, want %s", c.script, got, c.limits)
		}
	}
}

// Y12 ends at four in the morning where the person lives.
func TestTodayEndsWhereThePersonLives(t *testing.T) {
	tokyo := time.FixedZone("Tokyo", 9*3600)
	s := routines.Screening{}.Record(routines.Answer{Item: "Y12", Said: routines.Yes, At: noon()}) // 21:00 in Tokyo
	for _, c := range []struct {
		now  time.Time
		open bool
	}{
		{time.Date(2026, 3, 3, 3, 59, 59, 0, tokyo), false},
		{time.Date(2026, 3, 3, 4, 0, 0, 0, tokyo), true},
		{time.Date(2026, 3, 3, 3, 59, 59, 0, time.UTC), false},
	} {
		if got := s.Blocks(c.now).Empty(); got != c.open {
			t.Errorf("at %v open %v", c.now, got)
		}
	}
	night := routines.Screening{}.Record(routines.Answer{Item: "Y12", Said: routines.Yes, At: time.Date(2026, 3, 3, 2, 0, 0, 0, tokyo)})
	if !night.Blocks(time.Date(2026, 3, 3, 4, 0, 0, 0, tokyo)).Empty() {
		t.Error("two in the night belongs to the day before")
	}
}

// What begins after it was told began when it was told.
func TestABeginningInTheFuture(t *testing.T) {
	s := routines.Screening{}.Record(routines.Answer{Item: "Y9", Said: routines.Yes, At: noon(), Since: noon().Add(30 * day)})
	if s.Blocks(noon().Add(111*day)) != nil || !s.Blocks(noon().Add(112*day)).Has("FLAT") {
		t.Errorf("week 16 of it: %q", s.Blocks(noon().Add(112*day)))
	}
}

func TestTheLevelOfNoAnswer(t *testing.T) {
	for _, id := range []routines.ItemID{"R1", "Y5", "", "R99"} {
		if got := (routines.Screening{}).Level(id); got != routines.LevelNone {
			t.Errorf("%q is of level %q", id, got)
		}
	}
}

func TestBothAnswersAreStored(t *testing.T) {
	a := screened(t, "R1 yes, R1 no mistake")
	if len(a.s.Answers) != 2 || a.s.Answers[0].Said != routines.Yes || !a.s.Answers[1].Mistake {
		t.Errorf("%+v", a.s.Answers)
	}
	if b := screened(t, "none 1, none 2, none 3, none 4"); len(b.s.Answers) != 0 {
		t.Errorf("nothing to change, and stored %+v", b.s.Answers)
	}
}

func TestAScreeningIsStoredWhole(t *testing.T) {
	a := screened(t, "R6 yes graver, Y9 yes 70d, R1 yes, R1 no mistake, Y2 yes, clear Y2, Y5 unsure")
	data, err := json.Marshal(a.s)
	if err != nil {
		t.Fatal(err)
	}
	var back routines.Screening
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a.s, back); diff != "" {
		t.Error(diff)
	}
}

func TestDue(t *testing.T) {
	for _, c := range []struct {
		script   string
		headache bool
		want     routines.Due
	}{
		{"", false, routines.DueNone},
		{"+27d", false, routines.DueNone},
		{"+28d", false, routines.DueShort},
		{"+28d", true, routines.DueNone},
		{"+29d", false, routines.DueShort}, // the next day without
		{"+28d, new no", false, routines.DueNone},
		{"+28d, new no, +27d", false, routines.DueNone},
		{"+28d, new no, +28d", false, routines.DueShort},
		{"+28d, new yes", false, routines.DueFull},
		{"+28d, new yes", true, routines.DueNone},
		{"+28d, new unsure", false, routines.DueFull},
		{"+28d, new yes, new no", false, routines.DueFull},
		{"+28d, new yes, full", false, routines.DueNone},
		{"new yes", false, routines.DueFull}, // the button "something new"
		{"+183d, new no", false, routines.DueNone},
		{"+184d, new no", false, routines.DueFull}, // 2 March to 2 September
		{"+184d, new no", true, routines.DueNone},
		{"+184d, full", false, routines.DueNone},
	} {
		a := screened(t, c.script)
		if got := a.s.Due(a.now, c.headache); got != c.want {
			t.Errorf("%q, headache %v: %q due, want %q", c.script, c.headache, got, c.want)
		}
	}
}

// The first time is due on any day: nobody begins without it.
func TestTheFirstScreeningIsAlwaysDue(t *testing.T) {
	for _, headache := range []bool{false, true} {
		if got := (routines.Screening{}).Due(noon(), headache); got != routines.DueFull {
			t.Errorf("headache %v: %q due", headache, got)
		}
	}
}

func TestOtherQuestionsAreAskedInFull(t *testing.T) {
	s := screened(t, "").s
	s.Version--
	if s.Due(noon(), false) != routines.DueFull || s.Due(noon(), true) != routines.DueNone {
		t.Error("answers to other questions are good enough")
	}
}

func TestSince(t *testing.T) {
	a := screened(t, "+28d, new no")
	if got := a.s.Since(); !got.Equal(a.now) {
		t.Errorf("anything new since %v, want %v", got, a.now)
	}
	if got := screened(t, "+10d, new yes").s.Since(); !got.Equal(noon()) {
		t.Errorf("something is new, and asked again from %v on", got)
	}
	if got := screened(t, "Y5 no").s.Since(); !got.Equal(noon()) {
		t.Errorf("anything new since %v", got)
	}
}

// screenings draws what somebody may have answered over the years.
func screenings() *rapid.Generator[routines.Screening] {
	return rapid.Custom(func(t *rapid.T) routines.Screening {
		s, now := routines.Screening{}.Finish(noon()), noon()
		for range rapid.IntRange(0, 12).Draw(t, "answers") {
			now = now.Add(rapid.SampledFrom([]time.Duration{0, time.Minute, day, 28 * day, 100 * day}).Draw(t, "later"))
			s = anAnswer(t, s, now)
		}
		return s
	})
}

func anAnswer(t *rapid.T, s routines.Screening, now time.Time) routines.Screening {
	id := rapid.SampledFrom(itemIDs()).Draw(t, "item")
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		s, _ = s.Clear(id, rapid.Bool().Draw(t, "over"), now)
		return s
	case 1:
		return s.None(rapid.IntRange(1, 4).Draw(t, "screen"), now)
	default:
		a := routines.Answer{
			Item: id, Said: rapid.SampledFrom([]routines.Said{routines.Yes, routines.Yes, routines.No, routines.Unsure}).Draw(t, "said"),
			At: now, Mistake: rapid.Bool().Draw(t, "mistake"), Graver: rapid.Bool().Draw(t, "graver"),
		}
		if rapid.Bool().Draw(t, "known") {
			a.Since = now.Add(-rapid.SampledFrom([]time.Duration{-day, 0, 3 * day, 50 * day, 200 * day}).Draw(t, "since"))
		}
		return s.Record(a)
	}
}

func itemIDs() []routines.ItemID {
	ids := []routines.ItemID{routines.UnderAge, routines.AnythingNew, "R99"}
	for _, item := range routines.Items() {
		ids = append(ids, item.ID)
	}
	return ids
}

// last is when the last answer was given.
func last(s routines.Screening) time.Time {
	at := s.At
	for _, a := range s.Answers {
		at = latestOf(at, a.At, a.Cleared)
	}
	return at
}

func latestOf(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

// Whatever was answered, no variant that carries a blocked tag or name passes,
// in any shipped routine and form.
func TestNoAnswerLetsABlockedVariantPass(t *testing.T) {
	libs := libraries(t)
	rapid.Check(t, func(t *rapid.T) {
		s := screenings().Draw(t, "screening")
		now := last(s).Add(rapid.SampledFrom([]time.Duration{0, time.Hour, 3 * day, 91 * day}).Draw(t, "passed"))
		blocks := s.Blocks(now)
		for _, lib := range libs {
			for _, r := range lib.Routines() {
				for _, form := range routines.Forms() {
					keeps(t, lib, r, form, blocks)
				}
			}
		}
	})
}

// Adding a yes never opens anything.
func TestAYesNeverUnblocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := screenings().Draw(t, "screening")
		now := last(s)
		before := s.Blocks(now)
		id := rapid.SampledFrom(itemIDs()).Draw(t, "yes")
		after := s.Record(routines.Answer{Item: id, Said: routines.Yes, At: now}).Blocks(now)
		opensNothing(t, before, after)
	})
}

func opensNothing(t fatal, before, after routines.Blocks) {
	t.Helper()
	was := left(clinic(), before)
	for _, variant := range left(clinic(), after) {
		if !slices.Contains(was, variant) {
			t.Fatalf("%s is open under %q, and was not under %q", variant, after, before)
		}
	}
}

// Clearing opens no more than what its own item blocked, less what stays off.
func TestClearingOpensOnlyItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := screenings().Draw(t, "screening")
		now := last(s)
		item := rapid.SampledFrom(routines.Items()).Draw(t, "cleared")
		cleared, ok := s.Clear(item.ID, rapid.Bool().Draw(t, "over"), now)
		if !ok {
			return
		}
		before, after := s.Blocks(now), cleared.Blocks(now)
		for _, block := range before {
			own := slices.Contains(item.Blocks, block) && !slices.Contains(item.After, block)
			if !after.Has(block) && !own {
				t.Fatalf("clearing %s opens %s", item.ID, block)
			}
		}
		for _, block := range after {
			if !before.Has(block) && !slices.Contains(item.After, block) {
				t.Fatalf("clearing %s blocks %s", item.ID, block)
			}
		}
	})
}

// An emergency never ends by time alone, nor by answers to other items, nor by
// a plain no.
func TestAnEmergencyNeverEndsByTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := screenings().Draw(t, "screening")
		now := last(s)
		held := s.Emergency()
		later := now.Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "days")) * day)
		if blocks := s.Blocks(later); len(held) > 0 && !blocks.Has(routines.BlockAll) {
			t.Fatalf("%s hold, and later only %q is blocked", words(held), blocks)
		}
		id := rapid.SampledFrom(itemIDs()).Draw(t, "no")
		other := s.Record(routines.Answer{Item: id, Said: routines.No, At: later}).None(1, later).None(2, later).None(3, later).Finish(later)
		if got := other.Emergency(); !slices.Equal(got, held) {
			t.Fatalf("%s hold, and after a no to %s %s", words(held), id, words(got))
		}
	})
}

// Nothing that is handed in is changed.
func TestAScreeningIsNotChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := screenings().Draw(t, "screening")
		was := routines.Screening{Version: s.Version, At: s.At, Answers: slices.Clone(s.Answers)}
		s.Record(routines.Answer{Item: "Y2", Said: routines.Yes, At: last(s)})
		s.None(4, last(s))
		s.Finish(last(s))
		for _, id := range itemIDs() {
			s.Clear(id, true, last(s))
		}
		s.Blocks(last(s))
		if diff := cmp.Diff(was, s); diff != "" {
			t.Fatal(diff)
		}
	})
}
