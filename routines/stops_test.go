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

// feel reads what somebody feels: a sign, the variant of the step after "in",
// and what is known: aura, known, calm, again, rest, faint, and how long it
// took to go.
func feel(t testing.TB, text string) routines.Feeling {
	t.Helper()
	words := strings.Fields(text)
	f := routines.Feeling{Sign: routines.Sign(words[0])}
	for _, word := range words[1:] {
		switch word {
		case "aura":
			f.Aura = true
		case "known":
			f.Known = true
		case "calm":
			f.Calm = true
		case "again":
			f.Again = true
		case "rest":
			f.Rest = true
		case "faint":
			f.Faint = true
		case "in":
		default:
			if d, err := time.ParseDuration(word); err == nil {
				f.Gone = d
				continue
			}
			e, v, ok := clinic().Variant(routines.VariantID(word))
			if !ok {
				t.Fatalf("no variant %s", word)
			}
			f.Step = routines.KindOf(e, v)
		}
	}
	return f
}

// TestStopRows is typed from the clinical specification, section 3.4: for each
// row what fits it, what to do, whom to see, what is off, and until when.
func TestStopRows(t *testing.T) {
	for _, c := range []struct {
		row, act, level, blocks, ends, more string
		feels                               []string
	}{
		{"T1", "alarm", "emergency", "ALL", "screened", "", []string{
			"red in STR-01", "red in MOB-02 1s", "face in STR-01", "face in TPN-01 calm 5s", "face in MOB-02 known calm"}},
		{"T2", "attack", "", "", "", "", []string{"face in STR-01 aura calm", "hand in MOB-02 aura calm", "hand in TPN-01 aura calm 1s"}},
		{"T3", "alarm", "emergency", "ALL", "screened", "", []string{"face in TPN-01 aura", "hand in CST-03 aura 1s", "hand in MOB-01 aura again"}},
		{"T4", "end", "", "PRESS; ENDRANGE; NECKLOAD", "asked", "lie", []string{"dizzy in MOB-01 known 1s", "dizzy in CST-02 known 119s", "light in SST-02 known 30s"}},
		{"T5", "end", "", "MOVE", "asked", "lie", []string{"dizzy in MOB-01 known 2m", "dizzy in STR-01 known 10m"}},
		{"T6", "end", "today", "MOVE", "cleared", "lie", []string{
			"dizzy in MOB-01 known 11m", "dizzy in MOB-01 known", "dizzy in MOB-01 1s", "dizzy in STR-01", "light in MOB-02"}},
		{"T7", "step", "", "", "week", "family", []string{"hand in TPS-02 1s", "hand in STR-02 20s"}},
		{"T8", "end", "clinician", "", "", "Y6", []string{"hand in TPS-02", "hand in TPS-02 21s", "hand in TPS-02 1s again"}},
		{"T9", "end", "today", "", "", "R7b", []string{"limbs in MOB-01", "limbs in MOB-01 1s"}},
		{"T10", "lighter", "", "", "", "gentle", []string{"head in TPN-01 20s", "head in MOB-01 1s", "head in CST-03 5s"}},
		{"T11", "step", "", "", "today", "family", []string{"head in TPN-01", "head in CST-02 21s", "head in STR-04 30s"}},
		{"T12", "end", "clinician", "NECKLOAD; ENDRANGE", "cleared", "", []string{"joint in CST-01", "joint in STR-02 1s"}},
		{"T13", "alarm", "emergency", "ALL", "screened", "", []string{
			"breath in SST-02 rest 10s", "breath in SST-02 301s", "breath in SST-02", "heart in SST-02 faint 1s", "heart in STR-01 faint"}},
		{"T14", "end", "clinician", "LOAD", "cleared", "", []string{"heart in SST-02", "heart in STR-01 1s"}},
		{"T15", "end", "", "", "", "easier", []string{"breath in SST-02 5m", "breath in SST-04 30s"}},
		{"T16", "end", "", "", "", "lie offer", []string{"nausea in TPN-01", "nausea in MOB-02 1s", "nausea in STR-04.scan30"}},
		{"T17", "breathe", "", "", "", "", []string{"nausea in STR-01 60s", "light in STR-01.bed 5s"}},
		{"T17.long", "end", "", "", "", "", []string{"nausea in STR-01", "light in STR-01 61s"}},
		{"T18", "move", "", "", "", "", []string{"zing in TPN-01", "zing in TPN-01.first 1s"}},
		{"T18.again", "spot", "", "", "", "", []string{"zing in TPN-01 again"}},
		{"T19", "step", "", "PRESS", "week", "gentle", []string{"bruise in TPN-01", "bruise in MOB-02"}},
		{"T19.again", "step", "clinician", "PRESS", "cleared", "gentle", []string{"bruise in TPS-01 again"}},
	} {
		for _, text := range c.feels {
			t.Run(text, func(t *testing.T) {
				rows := routines.StopRowsFor(feel(t, text))
				if len(rows) != 1 {
					t.Fatalf("%d rows fit", len(rows))
				}
				r := rows[0]
				if string(r.ID) != c.row || string(r.Act) != c.act || string(r.Level) != c.level ||
					set(r.Blocks) != set(listed(c.blocks)) || string(r.Ends) != c.ends || extras(r) != c.more {
					t.Errorf("%+v, want %+v", r, c)
				}
			})
		}
	}
}

// extras writes what else a row asks for.
func extras(r routines.StopRow) string {
	var words []string
	for _, extra := range []struct {
		on   bool
		word string
	}{
		{r.Family, "family"}, {r.Lie, "lie"}, {r.Offer, "offer"}, {r.Easier, "easier"}, {r.Gentle, "gentle"}, {r.Item != "", string(r.Item)},
	} {
		if extra.on {
			words = append(words, extra.word)
		}
	}
	return strings.Join(words, " ")
}

// Only the pain rule has something to say of these.
func TestWhatNoStopRuleFits(t *testing.T) {
	for _, text := range []string{"head in STR-01", "head in MOB-02 5s", "head in SST-02", "zing in TPS-01", "zing in STR-02 again"} {
		if rows := routines.StopRowsFor(feel(t, text)); len(rows) != 0 {
			t.Errorf("%s: %+v", text, rows)
		}
	}
	if rows := routines.StopRowsFor(); len(rows) != 0 {
		t.Errorf("nothing felt: %+v", rows)
	}
}

// Whatever is felt in whichever step, at most one row fits a sign, and one
// does but for what the pain rule decides.
func TestStopRulesAreTotal(t *testing.T) {
	times := []time.Duration{-time.Second, 0, time.Second, 20 * time.Second, 59 * time.Second, 61 * time.Second, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, time.Hour}
	for _, sign := range routines.Signs() {
		for _, variant := range []routines.VariantID{"STR-01", "STR-02", "STR-04", "TPN-01", "TPS-01.easier", "CST-03", "SST-02", "MOB-02", "WRK-12"} {
			e, v, _ := clinic().Variant(variant)
			for _, gone := range times {
				for bits := range 64 {
					f := routines.Feeling{Sign: sign, Gone: gone, Step: routines.KindOf(e, v), Aura: bits&1 > 0, Known: bits&2 > 0,
						Calm: bits&4 > 0, Again: bits&8 > 0, Rest: bits&16 > 0, Faint: bits&32 > 0}
					rows := routines.StopRowsFor(f)
					pain := sign == routines.SignZing && e.ID != "TPN-01" ||
						sign == routines.SignHead && !slices.Contains(v.Tags, routines.TagPress) && !slices.Contains(v.Tags, routines.TagNeckLoad)
					if want := map[bool]int{true: 0, false: 1}[pain]; len(rows) != want {
						t.Fatalf("%+v: %d rows", f, len(rows))
					}
				}
			}
		}
	}
}

// The strictest row that fits decides.
func TestTheStrictestRowDecides(t *testing.T) {
	for _, c := range []struct{ feels, rows string }{
		{"nausea in TPN-01; red in TPN-01", "T1 T16"},
		{"zing in TPN-01; head in TPN-01", "T11 T18"},
		{"dizzy in MOB-01 known 1s; dizzy in MOB-01", "T6 T4"},
		{"limbs in MOB-01; joint in MOB-01", "T9 T12"},
		{"hand in TPS-02 1s; hand in TPS-02", "T8 T7"},
		{"nausea in MOB-02; face in MOB-02 aura calm", "T2 T16"},
		{"heart in SST-02; breath in SST-02 1m", "T14 T15"},
		{"bruise in TPN-01 again; bruise in TPN-01", "T19.again T19"},
		{"light in STR-01 1s; light in STR-01", "T17.long T17"},
		{"joint in CST-01; face in MOB-02 aura calm", "T12 T2"},
		{"dizzy in MOB-01; face in MOB-02 aura calm; bruise in TPN-01 again", "T6 T19.again T2"},
		{"joint in CST-01; heart in CST-01 faint; head in CST-01 1s", "T13 T12 T10"},
	} {
		var feelings []routines.Feeling
		for text := range strings.SplitSeq(c.feels, "; ") {
			feelings = append(feelings, feel(t, text))
		}
		for range len(feelings) {
			feelings = append(feelings[1:], feelings[0])
			var ids []routines.StopID
			for _, row := range routines.StopRowsFor(feelings...) {
				ids = append(ids, row.ID)
			}
			if words(ids) != c.rows {
				t.Errorf("%s: %s, want %s", c.feels, words(ids), c.rows)
			}
		}
	}
}

// met reads a story of stops: what is felt, "+3d", "open T4" and "full".
func met(t testing.TB, script string) (routines.Stops, time.Time, routines.StopID) {
	t.Helper()
	now, screened := noon(), noon()
	var s routines.Stops
	var decided routines.StopID
	for part := range strings.SplitSeq(script, ", ") {
		now = now.Add(time.Minute)
		words := strings.Fields(part)
		switch {
		case part == "":
		case part[0] == '+':
			now = now.Add(-time.Minute).Add(days(part[1:]))
		case part == "full":
			screened = now
		case words[0] == "open":
			next, ok := s.Open(routines.StopID(words[1]), screened, now)
			if refused := len(words) > 2; ok == refused {
				t.Fatalf("%s: %v", part, ok)
			}
			s = next
		default:
			next, row, ok := s.Met(now, feel(t, part))
			if !ok {
				t.Fatalf("no row fits %s", part)
			}
			s, decided = next, row.ID
		}
	}
	return s, now, decided
}

// TestStops: what is off after what was felt, and until when.
func TestStops(t *testing.T) {
	for _, c := range []struct{ name, script, blocks, emergency, asks string }{
		{"T1 holds by itself", "red in MOB-02, +4000d", "ALL", "T1", "-"},
		{"T1 needs the full set and a doctor", "red in MOB-02, open T1 refused, +1d, full, open T1", "", "-", "-"},
		{"T1 and a set from before", "full, red in MOB-02, open T1 refused", "ALL", "T1", "-"},
		{"T2 is attack mode's", "face in MOB-02 aura calm", "", "-", "-"},
		{"T3", "hand in TPN-01 aura, +30d", "ALL", "T3", "-"},
		{"T4 today", "dizzy in MOB-01 known 1m, open T4 refused, +15h", "ENDRANGE; NECKLOAD; PRESS", "-", "-"},
		{"T4 next day, not yet asked", "dizzy in MOB-01 known 1m, +16h", "ENDRANGE; NECKLOAD; PRESS", "-", "T4"},
		{"T4 a week later, not asked", "dizzy in MOB-01 known 1m, +7d", "ENDRANGE; NECKLOAD; PRESS", "-", "T4"},
		{"T4 asked", "dizzy in MOB-01 known 1m, +16h, open T4", "", "-", "-"},
		{"T5", "dizzy in MOB-01 known 5m, +1d", "MOVE", "-", "T5"},
		{"T5 asked", "dizzy in MOB-01 known 5m, +1d, open T5", "", "-", "-"},
		{"T6", "dizzy in MOB-01, +400d", "MOVE", "-", "-"},
		{"T6 cleared", "dizzy in MOB-01, +1d, open T6", "", "-", "-"},
		{"T7 for seven days", "hand in TPS-02 1s, +167h", "TPS", "-", "-"},
		{"T7 then", "hand in TPS-02 1s, +7d", "", "-", "-"},
		{"T7 is not opened", "hand in TPS-02 1s, open T7 refused", "TPS", "-", "-"},
		{"T7 in a stretch", "hand in STR-02 1s", "STR but not STR-01, STR-04.scan30, STR-04.scan90, STR-04.scan120, STR-04.easier", "-", "-"},
		{"T8 and T9 are items of the screening", "hand in TPS-02, limbs in MOB-01", "", "-", "-"},
		{"T10", "head in TPN-01 10s", "", "-", "-"},
		{"T11 today", "head in TPN-01", "TPN", "-", "-"},
		{"T11 of the neck", "head in CST-02", "CST", "-", "-"},
		{"T11 tomorrow", "head in TPN-01, +16h", "", "-", "-"},
		{"T11 three times in 28 days", "head in TPN-01, +13d, head in CST-02, +13d, head in TPN-01, +3d", "TPN", "-", "-"},
		{"T11 three times in longer", "head in TPN-01, +14d, head in CST-02, +14d, head in TPN-01, +3d", "", "-", "-"},
		{"T11, a clinician was asked", "head in TPN-01, head in TPN-01, head in TPN-01, +60d, open T11.third", "", "-", "-"},
		{"T11, nobody was asked", "head in TPN-01, head in TPN-01, head in TPN-01, +400d", "TPN", "-", "-"},
		{"T12", "joint in CST-01, +400d", "ENDRANGE; NECKLOAD", "-", "-"},
		{"T12 cleared", "joint in CST-01, open T12", "", "-", "-"},
		{"T13", "breath in SST-02 rest", "ALL", "T13", "-"},
		{"T13 cleared", "breath in SST-02 rest, full, open T13", "", "-", "-"},
		{"T14", "heart in SST-02, +99d", "LOAD", "-", "-"},
		{"T15, T16, T17 and T18 leave nothing", "breath in SST-02 1m, nausea in MOB-02, nausea in STR-01, zing in TPN-01, zing in TPN-01 again", "", "-", "-"},
		{"T19 for seven days", "bruise in TPN-01, +167h", "PRESS", "-", "-"},
		{"T19 then", "bruise in TPN-01, +7d", "", "-", "-"},
		{"T19 repeated", "bruise in TPN-01, +60d, bruise in TPS-01, +60d", "PRESS", "-", "-"},
		{"T19, a clinician was asked", "bruise in TPN-01, +60d, bruise in TPS-01, open T19.again", "", "-", "-"},
		{"two rows add up", "joint in CST-01, heart in SST-02", "ENDRANGE; LOAD; NECKLOAD", "-", "-"},
		{"opening one opens no other", "joint in CST-01, heart in SST-02, open T14", "ENDRANGE; NECKLOAD", "-", "-"},
		{"nothing to open", "open T6 refused", "", "-", "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, now, _ := met(t, c.script)
			if got, want := fmt.Sprintf("%q", s.Blocks(now)), fmt.Sprintf("%q", listed(c.blocks)); got != want {
				t.Errorf("blocks %s, want %s", got, want)
			}
			if words(s.Emergency()) != c.emergency || words(s.Asks(now)) != c.asks {
				t.Errorf("emergency %s, asks %s", words(s.Emergency()), words(s.Asks(now)))
			}
		})
	}
}

func TestTheStopsBeforeTell(t *testing.T) {
	for _, c := range []struct{ script, decides string }{
		{"head in TPN-01, head in TPN-01", "T11"},
		{"head in TPN-01, head in TPN-01, head in TPN-01", "T11.third"},
		{"head in TPN-01 1s, head in TPN-01 1s, head in TPN-01", "T11"},
		{"bruise in TPN-01, +400d, bruise in TPN-01", "T19.again"},
		{"bruise in TPN-01, zing in TPN-01", "T18"},
	} {
		if _, _, decided := met(t, c.script); string(decided) != c.decides {
			t.Errorf("%s: %s decides", c.script, decided)
		}
	}
}

// A milder act of the row that decides does not undo a stricter one.
func TestTheStrictestActIsDone(t *testing.T) {
	for _, c := range []struct {
		feels [2]string
		id    routines.StopID
		act   routines.Act
	}{
		{[2]string{"bruise in TPN-01 again", "nausea in TPN-01"}, "T19.again", routines.ActEnd},
		{[2]string{"joint in CST-01", "hand in MOB-02 aura calm"}, "T12", routines.ActAttack},
		{[2]string{"red in CST-01", "hand in MOB-02 aura calm"}, "T1", routines.ActAlarm},
	} {
		s, row, ok := routines.Stops(nil).Met(noon(), feel(t, c.feels[0]), feel(t, c.feels[1]))
		if !ok || row.ID != c.id || row.Act != c.act || len(s) != 2 {
			t.Errorf("%v: %+v, %v", c.feels, row, s)
		}
	}
}

// "I tapped by mistake" takes back the last emergency of its row, and no
// other; both answers are stored.
func TestAnEmergencyTappedByMistake(t *testing.T) {
	s, now, _ := met(t, "red in MOB-02, breath in SST-02 rest, dizzy in MOB-01")
	next, ok := s.Mistake("T1", now)
	if !ok || words(next.Emergency()) != "T13" || len(next) != 3 || !next[0].Mistake || s[0].Mistake {
		t.Errorf("%+v, %v", next, ok)
	}
	if next, ok = next.Mistake("T13", now); !ok || !next.Blocks(now).Has("MOVE") || next.Blocks(now).Has("ALL") {
		t.Errorf("%q, %v", next.Blocks(now), ok)
	}
	for _, id := range []routines.StopID{"T1", "T6", "T99"} {
		if again, ok := next.Mistake(id, now); ok || !slices.Equal(again, next) {
			t.Errorf("%s: %v", id, again)
		}
	}
	twice, now, _ := met(t, "red in MOB-02, red in MOB-02")
	if once, _ := twice.Mistake("T1", now); !once.Blocks(now).Has("ALL") {
		t.Error("one mistake takes two emergencies back")
	}
}

// A row that this version does not know holds nothing and hurts nothing.
func TestAStopOfAnotherVersion(t *testing.T) {
	s := routines.Stops{{ID: "T99", At: noon()}}
	next, ok := s.Open("T99", noon().Add(time.Hour), noon().Add(time.Hour))
	if ok || len(next) != 1 || !s.Blocks(noon()).Empty() || len(s.Emergency())+len(s.Asks(noon())) > 0 {
		t.Errorf("%v", s.Blocks(noon()))
	}
}

func TestABruiseKeepsPressureGentle(t *testing.T) {
	s, _, _ := met(t, "bruise in TPN-01, +400d")
	if got := words(s.Limits()); got != "press2" {
		t.Errorf("limits %s", got)
	}
	if got := words(routines.Stops(nil).Limits()); got != "-" {
		t.Errorf("nobody is limited to %s", got)
	}
}

func TestNothingIsMet(t *testing.T) {
	s, row, ok := routines.Stops(nil).Met(noon(), feel(t, "head in STR-01"))
	if ok || row.ID != "" || s != nil {
		t.Errorf("%v %+v %v", s, row, ok)
	}
}

// feelings draws what may be felt.
func feelings() *rapid.Generator[routines.Feeling] {
	return rapid.Custom(func(t *rapid.T) routines.Feeling {
		id := rapid.SampledFrom([]routines.VariantID{"STR-01", "STR-02", "TPN-01", "TPS-01", "CST-03", "SST-02", "MOB-01"}).Draw(t, "variant")
		e, v, _ := clinic().Variant(id)
		return routines.Feeling{
			Sign: rapid.SampledFrom(routines.Signs()).Draw(t, "sign"), Step: routines.KindOf(e, v),
			Gone: rapid.SampledFrom([]time.Duration{0, time.Second, time.Minute, 5 * time.Minute, time.Hour}).Draw(t, "gone"),
			Aura: rapid.Bool().Draw(t, "aura"), Known: rapid.Bool().Draw(t, "known"), Calm: rapid.Bool().Draw(t, "calm"),
			Again: rapid.Bool().Draw(t, "again"), Rest: rapid.Bool().Draw(t, "rest"), Faint: rapid.Bool().Draw(t, "faint"),
		}
	})
}

// lives draws what may befall somebody, with the moment after it.
func lives(t *rapid.T) (routines.Safety, time.Time) {
	s := routines.Safety{Screening: screenings().Draw(t, "screening")}
	now := last(s.Screening)
	s.Stage = rapid.SampledFrom([]routines.Stage{"", "M1", "M2", "M3", "M4"}).Draw(t, "stage")
	for range rapid.IntRange(0, 8).Draw(t, "felt") {
		now = now.Add(rapid.SampledFrom([]time.Duration{0, time.Hour, day, 10 * day}).Draw(t, "later"))
		s, _, _ = s.Feel(now, rapid.SliceOfN(feelings(), 1, 3).Draw(t, "feelings")...)
		if rapid.IntRange(0, 3).Draw(t, "opens") == 0 {
			row := rapid.SampledFrom(routines.StopRows()).Draw(t, "row")
			s.Stops, _ = s.Stops.Open(row.ID, s.Screening.At, now)
		}
	}
	return s, now
}

// What somebody feels never opens anything, and nothing blocked is offered
// afterwards.
func TestFeelingsOnlyBlock(t *testing.T) {
	libs := libraries(t)
	rapid.Check(t, func(t *rapid.T) {
		s, now := lives(t)
		before := s.Blocks(now)
		stops := slices.Clone(s.Stops)
		felt, row, ok := s.Feel(now, feelings().Draw(t, "feeling"))
		if diff := cmp.Diff(stops, s.Stops); diff != "" {
			t.Fatal(diff)
		}
		after := felt.Blocks(now)
		opensNothing(t, before, after)
		if ok && row.Level == routines.LevelEmergency && (!felt.Emergency() || !after.Has(routines.BlockAll)) {
			t.Fatalf("%s, and %q is blocked", row.ID, after)
		}
		for _, lib := range libs {
			for _, r := range lib.Routines() {
				for _, form := range routines.Forms() {
					keeps(t, lib, r, form, after)
				}
			}
		}
	})
}

// An emergency that was felt never ends by time.
func TestAFeltEmergencyNeverEndsByTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, now := lives(t)
		later := now.Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "days")) * day)
		if s.Emergency() && !s.Blocks(later).Has(routines.BlockAll) {
			t.Fatalf("%s and %s hold, and later %q is blocked", words(s.Screening.Emergency()), words(s.Stops.Emergency()), s.Blocks(later))
		}
	})
}

func TestSafetyIsStoredWhole(t *testing.T) {
	s := routines.Safety{Stage: routines.StageAfter}
	s.Screening = screened(t, "Y2 yes, clear Y2").s
	s, _, _ = s.Feel(noon().Add(time.Hour), feel(t, "hand in TPS-02"), feel(t, "dizzy in TPS-02"))
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back routines.Safety
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s, back); diff != "" {
		t.Error(diff)
	}
	if data, _ := json.Marshal(routines.Safety{}); string(data) != "{}" {
		t.Errorf("nothing is stored as %s", data)
	}
}

// T8 answers Y6, and T9 R7b: what they block holds until it is cleared there.
func TestWhatIsFeltAnswersTheScreening(t *testing.T) {
	for _, c := range []struct {
		feels, blocks string
		item          routines.ItemID
	}{
		{"hand in TPS-02", "PRESS; ENDRANGE; NECKLOAD; LOAD", "Y6"},
		{"limbs in MOB-01", "MOVE", "R7b"},
	} {
		s, _, _ := routines.Safety{}.Feel(noon(), feel(t, c.feels))
		if got := s.Blocks(noon().Add(400 * day)); set(got) != set(listed(c.blocks)) {
			t.Errorf("%s blocks %q", c.feels, got)
		}
		cleared, ok := s.Screening.Clear(c.item, false, noon().Add(day))
		if !ok || !cleared.Blocks(noon().Add(2*day)).Empty() {
			t.Errorf("%s cleared blocks %q", c.item, cleared.Blocks(noon().Add(2*day)))
		}
	}
}

func TestSafetyAddsUp(t *testing.T) {
	s := routines.Safety{Stage: routines.StageComing}
	s.Screening = screened(t, "Y3b yes").s
	s, _, _ = s.Feel(noon(), feel(t, "bruise in TPN-01"))
	if got, want := set(s.Blocks(noon())), set(listed("ENDRANGE; LOAD; PRESS")); got != want {
		t.Errorf("blocks %s, want %s", got, want)
	}
	if got := words(s.Limits(noon())); got != "press2 lowest" {
		t.Errorf("limits %s", got)
	}
	// Attack mode takes nobody out of an emergency hold.
	s.Screening = s.Screening.Record(routines.Answer{Item: "R1", Said: routines.Yes, At: noon()})
	s.Stage = routines.StageAttack
	if !s.Emergency() || !s.Blocks(noon()).Has(routines.BlockAll) {
		t.Errorf("emergency %v, blocks %q", s.Emergency(), s.Blocks(noon()))
	}
}
