package bot_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// golden is a document of schema 1 as this program wrote it once. From the
// first release on it must be readable for ever: never rewrite it then, add
// another for the next schema.
const golden = "testdata/golden/person-1.json"

// richPerson is who the golden document is about. Nothing of it is left out.
func richPerson(t testing.TB) bot.Person {
	t.Helper()
	at := func(hour, minute, milli int) time.Time {
		return time.Date(2026, 11, 24, hour, minute, 0, milli*1e6, time.UTC)
	}
	day := func(text string) scheduler.Date {
		d, err := scheduler.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	when := func(text string) (o scheduler.Occurrence) {
		if err := o.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		return o
	}
	plan, err := scheduler.Parse("weekdays 9:30")
	if err != nil {
		t.Fatal(err)
	}
	two, one, four, three, five := 2, 1, 4, 3, 5
	line := bot.Line{
		Say: "step.full", Routine: "S-01", Variant: "CST-02.x6", Form: routines.Short,
		Dose: routines.Dose{Sides: 2, Sets: 3, Reps: 6, Hold: 3, Rest: 2, SetRest: 30, SetUp: 4, Change: 5},
		N:    2, Of: 5, Minutes: 3, Times: []scheduler.Occurrence{when("2026-11-25 09:30"), when("2026-11-26 09:30")},
		Numbers: []int{2, 1}, Bars: []int{3, 0}, Items: []routines.ItemID{"R7b", "Y6"}, Routines: []routines.RoutineID{"S-02"}, Exercises: []routines.ExerciseID{"STR-01"},
		Names: []string{"mobility", "Ωμέγα & <b>"}, Zone: "Europe/Berlin",
	}
	return bot.Person{
		Schema: 1, Platform: "here", Chat: "chat-1",
		Consent:  bot.Consent{At: at(9, 0, 1), Text: 1},
		Language: "de", Zone: "Europe/Berlin", Hint: "Europe/Paris", Offset: "+01:00",
		Lost:     bot.Lost{Zone: "Europe/Atlantis", Ask: time.Date(2026, 11, 25, 11, 0, 0, 0, time.UTC), Told: true},
		Sessions: 7,
		Session: &bot.Running{Day: day("2026-11-23"), Easier: true, OneSet: true, Doubt: "facenew", Unwell: true, Session: routines.Session{
			ID: 7, Ask: 9, Routine: "S-01", Version: 1, Form: routines.Full, Phase: routines.PhaseStep,
			Steps: []routines.StepState{
				{Variant: "MOB-02.easier", Planned: "MOB-02", OneSet: true, Done: routines.StepStopped, Eased: true, Hurt: routines.HurtBit, Spent: 12},
				{Variant: "STR-01.c3", Planned: "STR-01", OneSet: true, Done: routines.StepDone, Eased: true, Hurt: routines.HurtStrong, Spent: 46},
			},
			At: 1, Auto: true, Paused: true, Timer: routines.Timer{Start: at(9, 5, 0), Elapsed: 12 * time.Second, Cue: 1},
			Light: routines.LightGentle, Before: &four, During: &five, After: &two, Effort: &one, Headache: true,
			Ache: routines.AcheMedium, Head: &five, HeadNow: &three,
			Opened: at(9, 1, 0), Started: at(9, 2, 0), Touched: at(9, 5, 0), Ended: at(9, 9, 0), End: routines.EndStopped, Because: routines.EndHurt,
		}},
		Uses: routines.Uses{"MOB-02": 3, "STR-01": 1}, Recorded: 1795856400000, Last: "S-03",
		Days: []bot.Day{{
			Date: day("2026-11-20"), Sessions: 2, Seconds: 340, Families: []routines.Family{"STR", "TPN"}, Load: true,
			Pairs: []bot.Pair{{Before: 4, After: 2}, {Before: 3, After: 3}}, Attack: true, Headache: 4, Ache: 8, Neck: 5, Medicine: 2,
		}},
		Shown:  bot.Shown{Ref: "sent-9", Session: 7, Ask: 9},
		Asking: bot.AskingLater,
		Plan: bot.Plan{
			Schedule: plan, Night: true, Offer: "daily 23:00", Past: when("2026-11-24 09:30"),
			Open: when("2026-11-24 09:30"), Routine: "S-02", Snooze: at(10, 20, 0), Jitter: 95,
		},
		Attack: bot.Attack{Stage: routines.StageAttack, Since: at(6, 0, 0), Until: at(23, 0, 0), Stills: 1, Recheck: true}, Note: "ginger tea", NoteWas: "dark room", SlowTold: true, Heard: at(8, 50, 0), Unasked: bot.Unasked{Day: day("2026-11-24"), Today: 1, Silent: 2},
		Backoff: bot.Backoff{Ignored: 2, Stage: bot.WaningWeekly, Sent: day("2026-11-24")}, Pause: bot.Pause{From: day("2026-11-01"), Until: day("2026-11-08")},
		Anyway:     true,
		SignsAsked: true, OfferedUp: day("2026-11-20"), Closed: at(8, 40, 0), Leaving: bot.Leaving{Ask: at(8, 41, 0), End: at(8, 42, 0)},
		Summary: bot.Summary{On: true, Last: day("2026-11-22")},
		Told: []bot.Telling{{
			ID: 39, Day: day("2026-11-20"), Was: bot.Answers{Headache: 3, Ache: 6, Neck: 4, Medicine: 1}, Is: bot.Answers{Headache: 4, Ache: 8, Neck: 5, Medicine: 2},
		}},
		Diary:  bot.Diary{On: true, Last: day("2026-11-22")},
		Safety: richSafety(at), Course: richCourse(),
		MayGraduate: true, Owed: true, Crisis: true,
		Renewed: at(6, 10, 0), Rechecked: at(6, 20, 0),
		Settings:   bot.Settings{Dim: true, Private: true, Quiet: scheduler.Hours{From: 22 * 60, To: 7 * 60}, First: 6},
		Goal:       bot.Goal{Target: 2, Sure: 9, Cue: "coffee"},
		Activities: []bot.Activity{{Code: "turn", Then: 4, Now: 7}},
		Turns:      []bot.Turned{{Date: day("2026-11-21"), Left: 2, Right: 3}},
		Check:      routines.CheckA, Offers: []routines.ExerciseID{"CST-01"}, FormAsk: true,
		Follow:  bot.Follow{Session: 6, Routine: "S-03", Before: 2, Ended: at(8, 0, 0), At: at(9, 0, 0), Asked: 1},
		Checks:  []bot.Checked{{Exercise: "WRK-12", Done: routines.StepDone, At: at(7, 30, 0), Again: true}},
		Asks:    bot.Asks{Group: 2, Item: "R7", Mistake: true, Stop: "T5", Then: "S-02", When: true, Examined: true, Aura: true, Alone: true, Next: "Y9", Renew: true, Recheck: true},
		Server:  &bot.Server{Routine: "S-02", Group: "role-1", Sent: day("2026-11-23"), Goal: 20, Circle: []bot.Part{{Token: "t", Week: day("2026-11-23"), Sessions: 2}}},
		Circles: []bot.Circle{{Server: "here:server", Token: "t"}},
		Stub:    "here:cleo", Accounts: []bot.Account{{Doc: "here:cleo", Platform: "here", Chat: "chat-2"}}, Link: bot.Link{To: "here:dora", Until: at(9, 15, 0), Told: true},
		News: []bot.Line{line}, Muted: true, Gone: true, Shut: true, Reach: at(9, 20, 0), Passed: 3,
		Effects: 41,
		Outbox: []bot.Effect{{
			ID: 41, Kind: bot.KindTell, Lines: []bot.Line{line}, Press: []bot.Press{{Label: line, Tap: "1|m|7|9|done|"}},
			Session: 7, Ask: 9, Replace: "sent-8", Tell: &bot.Tell{Doc: "here:ben", Told: "quiet", Part: bot.Part{Token: "t", Week: day("2026-11-23"), Sessions: 1}}, Here: true, Group: "role-2", Lend: true, Code: "ABCD2345", Attach: &bot.Attach{Kind: bot.AttachRange, From: day("2026-11-01"), To: day("2026-11-24")}, Expires: at(11, 30, 0),
			Stamp: bot.Stamp{Attempt: 2, Held: 1, Until: at(9, 6, 0), By: "a process"},
		}},
		Seen: []bot.EventID{"event-1", "event-2"},
	}
}

// richSafety is what they answered and felt.
func richSafety(at func(hour, minute, milli int) time.Time) routines.Safety {
	return routines.Safety{
		Screening: routines.Screening{
			Version: routines.ScreeningVersion, At: at(7, 1, 0), Short: at(7, 1, 30),
			Answers: []routines.Answer{
				{Item: "Y5", Said: routines.Yes, At: at(7, 0, 0), Graver: true, Mistake: true, Since: at(5, 0, 0), Cleared: at(7, 2, 0)},
				{Item: "R7", Said: routines.Unsure, At: at(7, 0, 1)},
			},
		},
		Stops: routines.Stops{
			{ID: "T7", Family: "STR", At: at(6, 30, 0), Opened: at(6, 50, 0), Asked: at(6, 45, 0), Mistake: true},
			{ID: "T5", At: at(6, 40, 0)},
		},
		Stage: routines.StageAttack,
	}
}

// richCourse is where they are in the program, with the last sessions.
func richCourse() routines.Course {
	six, four, three := 6, 4, 3
	const today = routines.DayNumber(739944)
	const now = routines.Minute(29925192)
	return routines.Course{
		Program: routines.Program{
			Week: 3, Slow: true, Two: true, Started: today - 20, Begun: today - 4, Turned: now - 9000,
			Baseline: routines.Mean{Sum: 31, N: 7}, Ease: routines.Mean{Sum: 12, N: 5}, Graduate: routines.Mean{Sum: 9, N: 4},
			Falls: []routines.ExerciseID{"CST-01"}, Fallen: true, Gentle: true, Gap: today - 9,
		},
		Levels: routines.Levels{"CST-01": "CST-01.L1"},
		Marks: routines.Marks{{
			Day: today - 1, At: now - 1440, Routine: "S-05", Form: routines.Full, Week: 3,
			Tries: routines.Tries{
				{Exercise: "CST-03", Level: "CST-03.x2", During: routines.Amber, Fell: true},
				{Exercise: "SST-02", During: routines.Red},
				{Exercise: "MOB-02", Level: "MOB-02", During: routines.Green},
			},
			Load: true, Part: true, Before: &four, After: &six, Effort: &three, Row: "A4", Check: routines.FormPassed, Attack: true, Unwell: true,
		}},
	}
}

func TestGoldenDocument(t *testing.T) {
	file, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	p, err := bot.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(richPerson(t), p, comparePersons()); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	again, err := bot.Encode(p)
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := json.Compact(&want, file); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.String(), string(again)); diff != "" {
		t.Errorf("written again it differs, want -, got +:\n%s", diff)
	}
}

// comparePersons looks at a schedule as the text it is stored as.
func comparePersons() cmp.Option {
	return cmp.Comparer(func(a, b scheduler.Schedule) bool { return a.String() == b.String() })
}

// TestGoldenDocumentIsWhole fails when a field is added to the document: the
// golden one of its schema must have it.
func TestGoldenDocumentIsWhole(t *testing.T) {
	for _, path := range zeroFields("Person", reflect.ValueOf(richPerson(t))) {
		t.Errorf("%s is not in the golden document", path)
	}
}

// zeroFields returns the paths of what is empty somewhere in a value.
func zeroFields(path string, v reflect.Value) []string {
	if v.IsZero() {
		return []string{path}
	}
	var found []string
	switch v.Kind() {
	case reflect.Pointer:
		return zeroFields(path, v.Elem())
	case reflect.Slice:
		return zeroFields(path+"[0]", v.Index(0))
	case reflect.Struct:
		if !strings.HasPrefix(v.Type().PkgPath(), "unknot/") {
			return nil
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				found = append(found, zeroFields(path+"."+field.Name, v.Field(i))...)
			}
		}
	default:
	}
	return found
}

func TestDecodeRefuses(t *testing.T) {
	newer, unreadable := bot.Errors()
	known := `"consent":{"at":"2026-11-24T09:00:00Z","text":1}`
	for name, test := range map[string]struct {
		data string
		want error
	}{
		"nothing":                  {"", unreadable},
		"null":                     {"null", unreadable},
		"a number":                 {"7", unreadable},
		"text behind it":           {`{"schema":1,` + known + `} {}`, unreadable},
		"cut off":                  {`{"schema":1,` + known, unreadable},
		"no schema":                {`{` + known + `}`, unreadable},
		"schema 0":                 {`{"schema":0,` + known + `}`, unreadable},
		"schema below 0":           {`{"schema":-1,` + known + `}`, unreadable},
		"schema in words":          {`{"schema":"one",` + known + `}`, unreadable},
		"no consent":               {`{"schema":1}`, unreadable},
		"wrong moment":             {`{"schema":1,"consent":{"at":"yesterday"}}`, unreadable},
		"the next schema":          {fmt.Sprintf(`{"schema":%d,%s}`, bot.SchemaNow+1, known), newer},
		"the next without consent": {fmt.Sprintf(`{"schema":%d}`, bot.SchemaNow+1), newer},
		"another shape":            {`{"consent":"given","outbox":{},"schema":12}`, newer},
	} {
		p, err := bot.Decode([]byte(test.data))
		if !errors.Is(err, test.want) || !reflect.DeepEqual(p, bot.Person{}) {
			t.Errorf("%s: %v, %v; want %v and nobody", name, p, err, test.want)
		}
	}
}

// TestDecodeErrorsKeepSecrets: nothing of the document is in its error.
func TestDecodeErrorsKeepSecrets(t *testing.T) {
	for _, data := range []string{
		`{"schema":"my left knee"}`, `{"days":"my left knee"}`, `my left knee`, `{"schema":1,"consent":{"at":"my left knee"}}`,
		`{"schema":1,"plan":{"schedule":"my left knee"}}`, `{"schema":1,"days":[{"date":"my left knee"}]}`,
	} {
		_, err := bot.Decode([]byte(data))
		if err == nil || strings.Contains(err.Error(), "left") || strings.Contains(err.Error(), "knee") {
			t.Errorf("%s: %v", data, err)
		}
	}
}

// TestRoundTrip goes through everybody whom a whole session makes.
func TestRoundTrip(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	for _, text := range []string{"full", "4", "timer", "pause", "go on", "done", "hurts", "stop", "Berlin", "mon wed fri 18:00", "migraine", "forget"} {
		h.say(anna, text)
		p := h.person(anna)
		data, err := bot.Encode(p)
		if err != nil {
			t.Fatal(err)
		}
		if string(data) != string(h.stored(anna).Data) {
			t.Errorf("after %q it is stored as\n%s\nand written again as\n%s", text, h.stored(anna).Data, data)
		}
	}
}

// FuzzDecode: whatever a store returns, decoding ends in a person or in one of
// two errors, and what was decoded once is written and read the same for ever.
func FuzzDecode(f *testing.F) {
	file, err := os.ReadFile(golden)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte(`{"schema":1,"consent":{"at":"2026-11-24T09:00:00+01:00","text":1},"plan":{"schedule":"weekdays 9:30"}}`))
	f.Add([]byte(`{"schema":2}`))
	for _, data := range newerDocuments() {
		f.Add([]byte(data))
	}
	newer, unreadable := bot.Errors()
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := bot.Decode(data)
		if err != nil {
			if !errors.Is(err, newer) && !errors.Is(err, unreadable) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		written, err := bot.Encode(p)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		p, err = bot.Decode(written)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, written)
		}
		if again, err := bot.Encode(p); err != nil || !bytes.Equal(again, written) {
			t.Errorf("%v: written as\n%s\nand then as\n%s", err, written, again)
		}
	})
}
