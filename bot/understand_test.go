package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
	"unknot/routines"
)

// sayings are texts and the one thing each list of them means.
func sayings() map[bot.Verb][]string {
	return map[bot.Verb][]string{
		bot.VerbStart: {"start", "Start", "START", "/start", "/Start", "/start@UnknotBot", "Start!", "please start", "hello", "Hello!", "hi", "hi,"},
		bot.VerbRoutine: {
			"routine", "routines", "/routine", "routine please", "Routine, please.", "begin", "routine S-02", "Routine neck release", "/routine@bot S-01", "begin S-01", "my therapist's list", "My therapist’s list, please",
		},
		bot.VerbToday:    {"today", "Today", "/today", "/today@some_bot", "today!", "today.", "today?", "/today@bot!"},
		bot.VerbSchedule: {"schedule", "/schedule", "/schedule\nweekdays 9:30", "schedule: mon 8pm", "schedule weekdays 9:30", "remind me mon 8pm", "reminders off", "Schedule 30 9 * * 1-5"},
		bot.VerbSnooze:   {"snooze", "snooze 20 min", "/snooze 1 h"},
		bot.VerbResume:   {"resume", "Resume.", "/resume", "resume please"},
		bot.VerbMigraine: {"migraine", "Migraine", "MIGRAINE", "migraine.", "migraine!", " migraine ", "/migraine", "/migraine@bot", "migraine please", "migraine,"},
		bot.VerbOver:     {"over", "it is over", "It's over", "it’s over", "it´s over", "itʼs over", "its over", "It is over.", "/over"},
		bot.VerbProgress: {
			"progress", "/progress", "progress week", "progress last week", "how did I do this week?", "How was my week", "this week",
			"week", "how is the week going", "progress?", "how was last week?", "last week", "Last week?",
		},
		bot.VerbHelps:      {"what helps me", "What helps me?", "what helps"},
		bot.VerbExport:     {"export", "/export", "Export, please"},
		bot.VerbReport:     {"report", "report 4w", "/report 12w", "Report please"},
		bot.VerbPicture:    {"picture", "Picture, please", "/picture last 8 weeks"},
		bot.VerbSettings:   {"settings", "/settings", "Settings, please", "settings dim on", "quiet hours", "quiet hours 22:00 to 7:00"},
		bot.VerbSafety:     {"safety", "/safety", "emergency", "Emergency", "safety text"},
		bot.VerbZone:       {"zone", "timezone", "time zone", "Time zone?", "zone Berlin", "timezone Europe/Berlin", "/zone"},
		bot.VerbPrivacy:    {"privacy", "/privacy", "privacy please"},
		bot.VerbForget:     {"forget", "/forget", "forget me"},
		bot.VerbHelp:       {"help", "Help!", "/help", "/help@bot", "help me", "what can you do?", "what can you do"},
		bot.VerbCancel:     {"cancel", "/cancel", "Cancel"},
		bot.VerbStop:       {"stop", "Stop", "STOP!", "/stop", "/stop@bot", "stop please", "please stop", "end"},
		bot.VerbMute:       {"no more messages", "No more messages, please.", "no more messages!"},
		bot.VerbComing:     {"one may be coming", "One may be coming."},
		bot.VerbFalseAlarm: {"false alarm", "No, false alarm", "False alarm!"},
		bot.VerbStill:      {"still", "still in it", "Still in it.", "/still"},
		bot.VerbIdeas:      {"ideas", "Ideas?", "/ideas"},
		bot.VerbUnusual:    {"not my usual", "Not my usual."},
		bot.VerbNote:       {"note", "note dark room", "/note off", "/note@bot ginger tea"},
		bot.VerbLog: {
			"log", "log 2 yes", "log yesterday 3", "/log -2 1 no", "log undo", "change pain to 4", "Change my pain to 4, please", "change yesterday's headache to 2",
			"change medicine to no", "change neck", "/change pain yesterday 4/10",
		},
		bot.VerbUndo:       {"undo", "Undo!", "/undo", "undo yesterday", "undo that, please"},
		bot.VerbEvidence:   {"evidence", "evidence S-01", "/evidence neck release"},
		bot.VerbProgram:    {"program", "Program", "/program@bot"},
		bot.VerbSlow:       {"slow track", "Slow track, please"},
		bot.VerbWeeks:      {"week track", "Week track."},
		bot.VerbRaise:      {"raise CST-01", "raise"},
		bot.VerbFormGood:   {"form good", "Form good."},
		bot.VerbFormBad:    {"form not good", "Form not good!"},
		bot.VerbChange:     {"change 5", "change", "/change 7", "change my mind"},
		bot.VerbGraduate:   {"maintenance", "Maintenance, please"},
		bot.VerbOneOf:      {"one of these", "One of these."},
		bot.VerbNoneOf:     {"none of these", "None of these!"},
		bot.VerbNew:        {"something new", "Something new."},
		bot.VerbRest:       {"rest", "Rest", "/rest"},
		bot.VerbMistake:    {"by mistake", "It was a mistake"},
		bot.VerbCircle:     {"circle", "circle join", "/circle leave"},
		bot.VerbLink:       {"link", "Link ABCD-2345", "link yes", "/link"},
		bot.VerbUnlink:     {"unlink", "unlink yes", "/unlink"},
		bot.VerbGoal:       {"goal", "Goal 3", "target 2", "goal 3 sure 8", "/goal"},
		bot.VerbActivity:   {"activity", "activities", "activity desk 4"},
		bot.VerbRange:      {"range", "range 2 3", "/range"},
		bot.VerbAttackSign: {"sign vomiting", "sign none"},
		bot.VerbSummary:    {"summary", "summary on"},
		bot.VerbDiary:      {"diary", "diary on", "Diary off"},
		bot.VerbUnsure:     {"not sure", "maybe", "I don't know", "unsure"},
		bot.VerbTalked:     {"I have talked to somebody"},
		bot.VerbExamined:   {"examined today", "a doctor examined me", "A doctor examined me."},

		bot.VerbDone: {
			"done", "Done", "DONE!", "done.", " done ", "/done", "/done@bot", "done please", "ok", "OK", "okay", "Okay.", "did it",
			"finished", "next", "next please", "ready", "👍", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿", " 👍 ", "✅", "done 👍", "done\n", "done 4/10", "/done@bot 4", "done 4 out of 10", "done - 4", "ok, please", "done 🎉",
		},
		bot.VerbSkip:   {"skip", "Skip it", "/skip", "skip, please"},
		bot.VerbEasier: {"easier", "Easier please", "too hard", "Too hard!", "/easier"},
		bot.VerbHurts:  {"hurts", "it hurts", "It hurts!", "this hurts", "ouch", "OUCH!!!", "/hurts"},
		bot.VerbTimer:  {"timer", "start timer", "Start timer", "/timer"},
		bot.VerbAuto:   {"go by itself", "auto", "Go by itself, please", "/auto"},
		bot.VerbPause:  {"pause", "wait", "Pause.", "/pause", "pause until friday", "pause 3 days"},
		bot.VerbGoOn:   {"go on", "continue", "Go on", "/continue"},
		bot.VerbHow:    {"how", "How?", "/how"},
		bot.VerbMore:   {"more", "More", "/more", "more please"},
		bot.VerbYes:    {"yes", "Yes!", "yes please", "/yes"},
		bot.VerbNo:     {"no", "No.", "/no", "no,"},
		bot.VerbScore:  {"0", "4", "10", "4/10", "0/10", "10/10", "4.", " 7 ", "4 please", "4!", "3 / 10", "04", "👍 4", "4️⃣", "4 out of 10", "4 Out Of 10", "(4)", "4/10!"},
		bot.VerbForm:   {"full", "short", "tiny", "long", "Tiny version", "short version", "Full version.", "tiny please", "/tiny"},

		bot.VerbNone: {
			"", " ", "\n", "what is this", "asdf", "eleven", "ten", "11", "42", "100", "12/10", "4.5", "0.5", "4,5", "007", "4 4", "score 4",
			"not done", "Not done!", "I am not done", "done, not", "isn't done", "undone", "can't", "can’t", "cant", "cannot",
			"cannot do it", "can't do this one", "can not do it", "not ok", "not 👍", "no done", "well done is better than well said",
			"done?", "ok?", "Ready?", "done? 4", "done？", "❌ done", "done ❌", "👎 done", "👎🏽 done", "👎 done 4", "-1", "−1", "+1", "done -1", "done: -1",
			"9:10", "8 100", "8 10", "5/10/2026", "5 10 minutes", "5/100", "5/9", "10.10", ".5", "4?", "4-5", "done 9:10", "done 4-5", "done 5/10/2026",
			"done4", "4 out of 5", "please", "please please",
			"done 11", "done four", "4 done", "done done", "done 4 5",
			"does this help migraine?", "I have a migraine", "no migraine", "migraines", "migraine today", "not a migraine",
			"don't stop", "stop it", "please don't", "I can't stop", "worst week ever", "weekday", "it is not over", "over there",
			"form", "form very good", "not form good", "still not", "it was usual", "one of those", "not one of these", "coming", "alarm", "/frobnicate", "/", "//start", "/ start", "@bot", "/@bot", "start/", "starting", "helpful", "the schedule",
			"👎", "🚫", "👍👍", "❤️", "🙂", "done/undone", "d o n e", "dоne", "ｄｏｎｅ", "٣", "\x00", "\xff",
		},
	}
}

func TestUnderstand(t *testing.T) {
	reader := bot.NewReader()
	for verb, texts := range sayings() {
		t.Run(string(verb), func(t *testing.T) {
			for _, text := range texts {
				if got := reader.Understand(text).Verb; got != verb {
					t.Errorf("Understand(%q) is %q, want %q", text, got, verb)
				}
			}
		})
	}
}

// Every verb there is has a table above.
func TestEveryVerbIsTried(t *testing.T) {
	tried := sayings()
	for name, verb := range constants(t, "vocabulary.go", "Verb") {
		if len(tried[bot.Verb(verb)]) == 0 {
			t.Errorf("no text means %s", name)
		}
	}
}

func TestWhatBelongsToAVerb(t *testing.T) {
	score := func(n int) bot.Said { return bot.Said{Verb: bot.VerbScore, Score: n, HasScore: true} }
	done := func(n int) bot.Said { return bot.Said{Verb: bot.VerbDone, Score: n, HasScore: true} }
	form := func(f routines.Form) bot.Said { return bot.Said{Verb: bot.VerbForm, Form: f} }
	cases := map[string]bot.Said{
		"0": score(0), "7": score(7), "10": score(10), "4/10": score(4), "0/10": score(0), "10/10": score(10), "04": score(4), "4 / 10": score(4),

		"done 4": done(4), "done, 4": done(4), "Done: 0": done(0), "ok 10": done(10), "finished 3": done(3), "did it 5": done(5),
		"next 2": done(2), "done\n4": done(4), "done 4.": done(4), "please done 4": done(4),
		"done": {Verb: bot.VerbDone}, "done 4/10": done(4), "/done@bot 4": done(4), "done 4 out of 10": done(4), "done 4 please": done(4),
		"done - 4": done(4), "done 👍 4": done(4), "4 out of 10": score(4), "please 4": score(4),

		"full": form(routines.Full), "long": form(routines.Full), "short version": form(routines.Short), "tiny": form(routines.Tiny),
		"tiny version": form(routines.Tiny),

		"routine":                          {Verb: bot.VerbRoutine},
		"routine S-02":                     {Verb: bot.VerbRoutine, Rest: "S-02"},
		"routine  Neck Release ":           {Verb: bot.VerbRoutine, Rest: "Neck Release"},
		"/routine@UnknotBot S-02":          {Verb: bot.VerbRoutine, Rest: "S-02"},
		"schedule weekdays 9:30 and 15:00": {Verb: bot.VerbSchedule, Rest: "weekdays 9:30 and 15:00"},
		"/schedule Mon, Wed 8pm":           {Verb: bot.VerbSchedule, Rest: "Mon, Wed 8pm"},
		"remind every day at 7":            {Verb: bot.VerbSchedule, Rest: "every day at 7"},
		"schedule 30 9 * * 1-5":            {Verb: bot.VerbSchedule, Rest: "30 9 * * 1-5"},
		"snooze 20 min":                    {Verb: bot.VerbSnooze, Rest: "20 min"},
		"zone San José":                    {Verb: bot.VerbZone, Rest: "San José"},
		"timezone 14:30":                   {Verb: bot.VerbZone, Rest: "14:30"},
		"progress last week":               {Verb: bot.VerbProgress, Rest: "last week"},
		"how did I do this week?":          {Verb: bot.VerbProgress, Rest: "week"},
		"last week":                        {Verb: bot.VerbProgress, Rest: "last week"},
		"how was last week?":               {Verb: bot.VerbProgress, Rest: "last week"},
		"this week":                        {Verb: bot.VerbProgress, Rest: "week"},
		"routine please":                   {Verb: bot.VerbRoutine},
		"please routine S-02":              {Verb: bot.VerbRoutine, Rest: "S-02"},
		"routine S-02, please":             {Verb: bot.VerbRoutine, Rest: "S-02"},
		"/schedule\nweekdays 9:30":         {Verb: bot.VerbSchedule, Rest: "weekdays 9:30"},
		"start deep-link":                  {Verb: bot.VerbStart, Rest: "deep-link"},
		"stop 4":                           {},
		"skip 4":                           {},
		"yes 4":                            {},
		strings.Repeat("done ", 2):         {},
		"how many sessions did I do in the last week": {},
	}
	reader := bot.NewReader()
	for text, want := range cases {
		if diff := cmp.Diff(want, reader.Understand(text)); diff != "" {
			t.Errorf("Understand(%q) (-want +got):\n%s", text, diff)
		}
	}
}

// What nobody types is not read; what is just short enough is.
func TestLongTexts(t *testing.T) {
	reader := bot.NewReader()
	for n, want := range map[int]bot.Verb{495: bot.VerbHelp, 496: bot.VerbNone, 100_000: bot.VerbNone} {
		text := "help " + strings.Repeat("x", n)
		if got := reader.Understand(text).Verb; got != want {
			t.Errorf("%d bytes mean %q, want %q", len(text), got, want)
		}
	}
	if got := reader.Understand(strings.Repeat(" ", 600) + "done").Verb; got != bot.VerbNone {
		t.Errorf("done after 600 spaces means %q", got)
	}
}

// A slash, capitals, white space and "please" change nothing about a phrase.
func TestPhrasesInEveryDress(t *testing.T) {
	reader := bot.NewReader()
	for verb, texts := range sayings() {
		if verb == bot.VerbNone || verb == bot.VerbScore {
			continue
		}
		for _, text := range texts {
			want := reader.Understand(text)
			for _, dressed := range []string{strings.ToUpper(text), strings.ToLower(text), " " + text + "\t", "\n" + text + "\n"} {
				got := reader.Understand(dressed)
				got.Rest, want.Rest = "", ""
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("Understand(%q) (-want +got):\n%s", dressed, diff)
				}
			}
		}
	}
}

// refusing words are in no text that means "done".
func refusing(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !strings.ContainsRune("'’`", r)
	})
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"not", "cannot", "cant", "can't", "can’t", "can`t", "isn't", "don't", "didn't", "never"}, w)
	})
}

func TestRefusingIsNeverDone(t *testing.T) {
	reader := bot.NewReader()
	for _, no := range []string{"not", "Not", "can't", "can’t", "cant", "cannot", "CANNOT", "isn't", "don't", "never"} {
		for _, done := range sayings()[bot.VerbDone] {
			for _, format := range []string{"%s %s", "%[2]s %[1]s", "%s, %s", "%[2]s: %[1]s", "I %s be %s", "%s yet %s 4", "/%s %s", "%s\n%s"} {
				if text := fmt.Sprintf(format, no, done); reader.Understand(text).Verb == bot.VerbDone {
					t.Errorf("%q is taken for done", text)
				}
			}
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, texts := range sayings() {
		for _, text := range texts {
			f.Add(text)
		}
	}
	reader := bot.NewReader()
	f.Fuzz(func(t *testing.T, text string) {
		said := reader.Understand(text)
		if said != reader.Understand(text) {
			t.Errorf("Understand(%q) is not the same twice", text)
		}
		if said.Verb == bot.VerbDone && refusing(text) {
			t.Errorf("%q is taken for done", text)
		}
		if said.HasScore && (said.Score < 0 || said.Score > 10) || !said.HasScore && said.Score != 0 {
			t.Errorf("Understand(%q) has the score %d", text, said.Score)
		}
		if said.HasScore && !strings.ContainsFunc(text, unicode.IsDigit) {
			t.Errorf("Understand(%q) found a number", text)
		}
		if (said.Verb == bot.VerbForm) != (said.Form != "") {
			t.Errorf("Understand(%q) = %+v", text, said)
		}
		if said.Verb == bot.VerbNone && said != (bot.Said{}) {
			t.Errorf("Understand(%q) means nothing, and yet %+v", text, said)
		}
		if !strings.Contains(text, said.Rest) && said.Verb != bot.VerbProgress {
			t.Errorf("Understand(%q) has the rest %q", text, said.Rest)
		}
	})
}
