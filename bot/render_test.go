package bot_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/scheduler"
)

// keyLike are literals that may be keys of the catalogue.
var keyLike = regexp.MustCompile(`^[a-z]+(\.[A-Za-z0-9-]+)+$`)

// composed are the keys that are put together while deciding or writing: what
// they begin with, and every ending there is.
func composed(t *testing.T) map[string][]string {
	t.Helper()
	endings := map[string][]string{
		"press.":           {string(routines.Short), string(routines.Tiny)},
		"command.":         bot.Commands(),
		"after.":           bot.OpenCommands(),
		"place.":           serverNames(bot.Introductions(writer(t).Words)[0]),
		"aside.":           asides(),
		"screen.group":     numbers(1, 4),
		"press.change":     numbers(1, int(routines.GlobalMuchBetter)),
		"press.ache":       numbers(0, 3),
		"press.range":      numbers(1, 4),
		"stage.":           {string(routines.StageComing), string(routines.StageAfter)},
		"activity.":        bot.Activities(),
		"press.activity.":  bot.Activities(),
		"press.cue.":       bot.Cues(),
		"range.leftside.":  {"further", "same", "less"},
		"range.rightside.": {"further", "same", "less"},
		"limit.":           {string(routines.LimitPress), string(routines.LimitForce20), string(routines.LimitForce10)},
		"screen.level.":    saidLevels(t),
	}
	for _, item := range routines.Items() {
		of := string(item.ID)
		endings["screen.item."] = append(endings["screen.item."], of+".ask", of+".simple", of+".name")
		if item.Graver != routines.LevelNone {
			endings["screen.item."] = append(endings["screen.item."], of+".graver")
		}
	}
	for code, more := range signCodes(t) {
		endings["sign."] = append(endings["sign."], code)
		if more {
			endings["sign."] = append(endings["sign."], "how."+code)
		}
	}
	for _, row := range routines.StopRows() {
		// An alarm is told by the emergency text, and an attack by its own answer.
		if row.Act != routines.ActAlarm && row.Act != routines.ActAttack {
			endings["stoprule."] = append(endings["stoprule."], strings.ReplaceAll(string(row.ID), ".", ""))
		}
	}
	for _, ache := range routines.Aches() {
		endings["press.ache."] = append(endings["press.ache."], string(ache))
	}
	for _, row := range routines.StopRows() {
		if row.Ends == routines.EndsCleared || row.Ends == routines.EndsAsked {
			endings["press.looked."] = append(endings["press.looked."], strings.ReplaceAll(string(row.ID), ".", ""))
		}
	}
	for _, row := range routines.AuraRows() {
		endings["screen.aura."] = append(endings["screen.aura."], row.Name)
	}
	for _, row := range routines.AttackSignRows() {
		if row.Item == routines.AuraItem {
			continue
		}
		endings["press.attack."] = append(endings["press.attack."], string(row.Sign))
		if row.Level != routines.LevelEmergency {
			endings["quiet.say."] = append(endings["quiet.say."], string(row.Sign))
		}
	}
	for _, item := range routines.Items() {
		for _, when := range routines.Whens(item.ID) {
			endings["screen.when."] = append(endings["screen.when."], string(item.ID)+"."+when.Code)
		}
		if routines.Whens(item.ID) != nil {
			endings["screen.when."] = append(endings["screen.when."], string(item.ID)+".ask")
		}
	}
	for _, reason := range routines.Reasons() {
		endings["reason."] = append(endings["reason."], string(reason))
	}
	for _, e := range core(t).Library.Exercises() {
		if !slices.Contains(endings["grade."], e.Evidence.Grade) {
			endings["grade."] = append(endings["grade."], e.Evidence.Grade)
		}
	}
	for _, reason := range scheduler.Reasons() {
		endings["schedule.reason."] = append(endings["schedule.reason."], string(reason))
	}
	endings["report.column."] = bot.ReportColumns()
	for _, setting := range []string{"dim", "private", "summary", "diary", "note"} {
		endings["settings."+setting] = []string{"on", "off"}
	}
	endings["settings.first."] = []string{"monday", "saturday", "sunday"}
	endings["press.switch."] = []string{"on", "off", "private", "full"}
	for day := range 7 {
		endings["time.weekday."] = append(endings["time.weekday."], fmt.Sprint(day))
	}
	for month := range 12 {
		endings["time.month."] = append(endings["time.month."], fmt.Sprint(month+1))
	}
	for _, end := range constants(t, "../routines/session.go", "End") {
		// An alarm is told by the emergency text, and nothing else.
		if end != string(routines.EndAlarm) {
			endings["closed."] = append(endings["closed."], end)
		}
	}
	for _, hurt := range constants(t, "../routines/session.go", "Hurt") {
		endings["press.hurt."] = append(endings["press.hurt."], hurt)
	}
	for _, family := range constants(t, "../routines/exercise.go", "Family") {
		// Mobility and mixed are no families of their own: see Person.count.
		if family != string(routines.Mobility) && family != string(routines.Mixed) {
			endings["family."] = append(endings["family."], family)
		}
	}
	for _, file := range []string{"../routines/move.go", "../routines/blocked.go"} {
		for _, notice := range constants(t, file, "Notice") {
			if !slices.Contains(toldOtherwise(), routines.Notice(notice)) {
				endings["notice."] = append(endings["notice."], notice)
			}
		}
	}
	return endings
}

func asides() []string {
	var all []string
	for _, a := range bot.Asides() {
		all = append(all, string(a))
	}
	return all
}

// numbers are the numbers from one to another, as endings.
func numbers(from, to int) []string {
	var list []string
	for n := from; n <= to; n++ {
		list = append(list, fmt.Sprint(n))
	}
	return list
}

// saidLevels are what an answer to a safety question may ask for. An emergency
// is told by the emergency text, and the age before everything else.
func saidLevels(t *testing.T) []string {
	t.Helper()
	otherwise := []routines.Level{routines.LevelNone, routines.LevelEmergency, routines.LevelDepartment, routines.LevelAge}
	var levels []string
	for _, level := range constants(t, "../routines/screening_items.go", "Level") {
		if !slices.Contains(otherwise, routines.Level(level)) {
			levels = append(levels, level)
		}
	}
	return levels
}

// toldOtherwise are the notices that have no sentence of that name.
func toldOtherwise() []routines.Notice {
	return []routines.Notice{
		routines.NoticeNone, routines.NoticeShow, routines.NoticeStale, routines.NoticeUnfit, routines.NoticeTimer, routines.NoticeChange,
		routines.NoticeTimeUp, routines.NoticePaused, routines.NoticeClosed, routines.NoticeUnbegun, routines.NoticeAttack,
	}
}

// said are all keys that the program can say.
func said(t *testing.T) map[string]string {
	t.Helper()
	keys, all := map[string]string{"console.hint": "the console"}, composed(t)
	own := []string{"press.change", "press.range"} // begin others, and are one themselves
	for literal, file := range literals(t) {
		if _, begins := all[literal]; keyLike.MatchString(literal) && (!begins || slices.Contains(own, literal)) {
			keys[literal] = file
		}
	}
	for prefix, endings := range all {
		for _, ending := range endings {
			keys[prefix+ending] = prefix + "…"
		}
	}
	return keys
}

// The code says nothing that the catalogue lacks, and the catalogue holds
// nothing that nobody says.
func TestTheCatalogueAndTheCodeAgree(t *testing.T) {
	w, keys := writer(t), said(t)
	for key, where := range keys {
		if !w.Words.Has(words.Own, key) {
			t.Errorf("%s says %q, and the catalogue lacks it", where, key)
		}
	}
	for _, key := range w.Words.Keys(words.Own) {
		if _, ok := keys[key]; !ok {
			t.Errorf("nobody says %q", key)
		}
	}
}

// sample are values of every kind. N, and with it the plural, is n.
func sample(n int) words.Values {
	return words.Values{
		N: n, Of: 5, Minutes: 3, First: 4, Second: 2,
		Routine: "Neck release", Why: "To let tight muscles go.", Needs: "Chair", Place: "Sit on a chair.", Intro: "Take your time.",
		Exercise: "Chin tuck", Position: "Sit tall.", Movement: "Draw the chin back.", Feel: "Light work.", Stop: "Stop at pain.",
		Breathing: "Breathe out.", Mistakes: "- Too fast", Easier: "Do less.", Harder: "Do more.", Dose: "6 times, hold 5 s",
		Time: "Tuesday 24 November, 18:00", Day: "Tuesday", Month: "November", Clock: "18:00", Times: "- Tuesday 24 November, 18:00",
		From: "23 November", To: "29 November", Zone: "Berlin", Names: "neck control", Bars: "▁ ▁ ▁ ▁ ▁ ▁ █",
		Items: "pregnancy; very bendy joints", Exercises: "Chin tuck, Wall angel", Routines: "Neck release, Attack rest",
		Known: "- **Chin tuck**, E2: small trials.",
	}
}

// sentencesOf returns what every key reads as with a few numbers, by key.
func sentencesOf(t *testing.T) map[string][]string {
	t.Helper()
	w, all := writer(t), map[string][]string{}
	for _, key := range w.Words.Keys(words.Own) {
		for _, n := range []int{0, 1, 2, 5, 12} {
			text, err := w.Words.Say(words.Own, key, sample(n))
			if err != nil {
				t.Error(err)
			}
			all[key] = append(all[key], bot.ParseText(text).Plain())
		}
		slices.Sort(all[key])
		all[key] = slices.Compact(all[key])
	}
	return all
}

// sentencesIn splits a text at its lines and after each full stop, question
// mark and colon that ends a word.
func sentencesIn(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		var sentence []string
		end := func() {
			if len(sentence) > 0 {
				list = append(list, strings.Join(sentence, " "))
				sentence = nil
			}
		}
		for _, word := range strings.Fields(strings.TrimPrefix(line, "- ")) {
			sentence = append(sentence, word)
			if bare := strings.TrimRight(word, `"')`); strings.HasSuffix(bare, ".") || strings.HasSuffix(bare, "?") || strings.HasSuffix(bare, ":") {
				end()
			}
		}
		end()
	}
	return list
}

// bannedWords are those of product.md, "Banned in everything the bot says", and
// of the clinical specification, section 3.5.
func bannedWords() []string {
	return []string{
		"missed", "lost", "failed", "broke", "lazy", "should have",
		"cure", "cures", "cured", "prevents migraine", "prevent migraine", "prevents migraines", "prevent migraines",
		"regress", "lapse", "dormant", "non-adherence", "nonadherence", "repeat the week", "streak",
		"damage", "slipped", "unstable", "instability", "crumbling", "permanent",
		"don't worry", "do not worry", "no worries", "probably nothing",
	}
}

func TestNothingBannedIsSaid(t *testing.T) {
	code := regexp.MustCompile(`\b[A-Z]{1,4}-[0-9]{2}[a-z]?\b`)
	for key, texts := range sentencesOf(t) {
		for _, text := range texts {
			plain := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\''
			}), " ") + " "
			for _, banned := range bannedWords() {
				if strings.Contains(plain, " "+banned+" ") {
					t.Errorf("%s says %q: %q", key, banned, text)
				}
			}
			for _, vague := range []string{" a few ", " some ", " several ", " a couple "} {
				if strings.Contains(plain, vague) {
					t.Errorf("%s tells a number as%s: %q", key, vague, text)
				}
			}
			if found := code.FindString(text); found != "" {
				t.Errorf("%s shows the code %s: %q", key, found, text)
			}
			if strings.Contains(text, "!") {
				t.Errorf("%s shouts: %q", key, text)
			}
			if i := strings.IndexFunc(text, pictorial); i >= 0 {
				t.Errorf("%s has a picture: %q", key, text[i:])
			}
		}
	}
}

// pictorial runes are those that a platform may show as a picture. The blocks
// of the little chart are none.
func pictorial(r rune) bool {
	return r >= 0x2600 && r <= 0x27BF || r >= 0x1F000 || r == 0xFE0F || r >= 0x2190 && r <= 0x21FF
}

// A summary speaks of what was noted, and never of why (clinical
// specification, section 4.4).
func TestSummariesNameNoCause(t *testing.T) {
	for key, texts := range sentencesOf(t) {
		if !strings.HasPrefix(key, "week.") && !strings.HasPrefix(key, "closed.") && !strings.HasPrefix(key, "quiet.") &&
			!strings.HasPrefix(key, "days.") && !strings.HasPrefix(key, "helps.") {
			continue
		}
		for _, text := range texts {
			for _, cause := range []string{"because", "thanks to", "works", "prevent", "reduce", "trigger", "better than", "worse than", "forecast", "risk", "improve"} {
				if strings.Contains(strings.ToLower(text), cause) {
					t.Errorf("%s says %q: %q", key, cause, text)
				}
			}
		}
	}
}

// hard are the sentences that are harder to read than they should be. The list
// may only get shorter.
func hard() []string {
	return []string{
		"General exercise information for adults, not diagnosis or treatment.",
		"Sudden or worst-ever headache, weakness, trouble with speech or face:",
		"double vision or loss of sight, confusion, fainting, a seizure",
		"This is general exercise information for adults.",
		"It replaces no doctor, no therapist and no medicine.",
		"Then rest suits better today, without movement.",
		// Names of illnesses and signs, which have no easier word; each item is
		// asked once more in simpler words.
		"A diagnosed hypermobility disorder, Ehlers-Danlos or Marfan?",
		"Rheumatoid arthritis, ankylosing spondylitis, Down syndrome, or a loose upper neck that a doctor found?",
		"stroke, artery tear, aneurysm, narrow neck artery",
		"new weakness, numbness or a drooping face; trouble with speech, sight or walking; confusion, fainting, a seizure",
		"cleared by somebody who knows of pregnancy; very bendy joints.",
	}
}

func TestSentencesAreShortAndPlain(t *testing.T) {
	met := map[string]bool{}
	for key, texts := range sentencesOf(t) {
		for _, text := range texts {
			for _, sentence := range sentencesIn(text) {
				r := routines.Readable(sentence)
				if r.Words > 20 {
					t.Errorf("%s: %d words in %q", key, r.Words, sentence)
				}
				if r.Words <= 6 || r.Grade() <= 7 {
					continue
				}
				if met[sentence] = true; !slices.Contains(hard(), sentence) {
					t.Errorf("%s: grade %.1f for %q", key, r.Grade(), sentence)
				}
			}
		}
	}
	for _, sentence := range hard() {
		if !met[sentence] {
			t.Errorf("nobody says %q any more: take it off the list", sentence)
		}
	}
}

// longest is the widest month and weekday there are.
func longest(t testing.TB) scheduler.Occurrence {
	t.Helper()
	return scheduler.Occurrence{Day: date(t, "2026-09-30"), Slot: 23*60 + 59} // Wednesday 30 September
}

// How long what matters most may be.
func TestLimitsOfLength(t *testing.T) {
	w := writer(t)
	families := []string{"TPN", "TPS", "STR", "CST", "SST", "WRK", "SLP"}
	week := bot.Line{
		Say: "week.last", N: 100, Of: 3, Minutes: 1000, Bars: []int{9000, 8000, 7000, 6000, 5000, 4000, 3000}, Names: families,
		Times: []scheduler.Occurrence{longest(t), longest(t)},
	}
	for _, c := range []struct {
		name  string
		most  int
		lines []bot.Line
	}{
		{"the emergency text", 300, []bot.Line{{Say: "alarm.emergency"}}},
		{"the text of a crisis", 300, []bot.Line{{Say: "alarm.crisis"}}},
		{"the scope", 400, []bot.Line{{Say: "scope.text"}}},
		{"the answer to migraine", 200, []bot.Line{{Say: "quiet.on", Times: []scheduler.Occurrence{longest(t)}}}},
		{"the week", 600, []bot.Line{week, {Say: "week.off", N: 7}, {Say: "week.pairs", N: 100, Numbers: []int{10, 10}}, {Say: "week.before", N: 100, Minutes: 1000}}},
		{"the week without pairs", 600, []bot.Line{week, {Say: "week.off", N: 7}, {Say: "week.fewpairs", N: 3, Of: 4}, {Say: "week.before", N: 100, Minutes: 1000}}},
	} {
		text := plain(t, w, c.lines...)
		if n := utf8.RuneCountInString(text); n > c.most {
			t.Errorf("%s has %d characters, want at most %d:\n%s", c.name, n, c.most, text)
		}
	}
}

// The safety screens are read by everybody before anything else: together they
// have at most 300 words.
func TestTheSafetyScreensAreShort(t *testing.T) {
	w, words := writer(t), 0
	for n := 1; n <= 4; n++ {
		words += len(strings.Fields(plain(t, w, bot.Line{Say: fmt.Sprint("screen.group", n)})))
	}
	if words > 300 {
		t.Errorf("the four screens have %d words, want at most 300", words)
	}
}

// Every screen names each of its items somewhere, one by one, and every item is
// asked once on the way.
func TestEveryItemIsAsked(t *testing.T) {
	asked := map[string]bool{}
	k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"})
	for n := 1; n <= 4; n++ {
		k.line(fmt.Sprint("screen.group", n))
		k.press("screen.some")
		for range routines.Screen(n) {
			asked[k.keys()[0]] = true
			k.press("screen.no")
		}
	}
	for _, item := range routines.Items() {
		if key := "screen.item." + string(item.ID) + ".ask"; !asked[key] {
			t.Errorf("nobody is asked %s", key)
		}
	}
	if k.p.Session == nil {
		t.Errorf("after all the questions it said %v", k.keys())
	}
}

// The longest messages there are stay under 1500 characters: everything that
// answers can come to, everything that is known of a routine, every step and
// every item.
func TestNoMessageIsLong(t *testing.T) {
	w := writer(t)
	check := func(name string, lines ...bot.Line) {
		if n := utf8.RuneCountInString(plain(t, w, lines...)); n >= 1500 {
			t.Errorf("%s has %d characters", name, n)
		}
	}
	for _, r := range w.Library.Routines() {
		k := known(t).say("evidence " + string(r.ID))
		check("what is known of "+string(r.ID), k.out[0].Lines...)
		check("the card of "+string(r.ID), bot.Line{Say: "card.opening", Routine: r.ID}, bot.Line{Say: "ask.before"})
	}
	for _, e := range w.Library.Exercises() {
		for _, v := range e.Variants {
			for _, style := range []string{"step.full", "step.check", "step.how"} {
				check(style+" of "+string(v.ID), bot.Line{Say: "notice.strong"}, bot.Line{Say: style, Variant: v.ID, Dose: v.Dose, N: 1, Of: 9},
					bot.Line{Say: "limit.press2"}, bot.Line{Say: "limit.force20"})
			}
		}
	}
	for name, said := range map[string]string{"everything but an emergency": "yes", "not sure of anything": "unsure"} {
		k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"})
		for n := 1; n <= 4; n++ {
			k.tap(bot.Tap{Do: bot.TapScreen, Arg: fmt.Sprint(n, " some")})
			for _, item := range routines.Screen(n) {
				answer := said
				if item.Level == routines.LevelEmergency || item.Level == routines.LevelDepartment {
					answer = "no"
				}
				k.tap(bot.Tap{Do: bot.TapScreen, Arg: string(item.ID) + " " + answer})
				if answer == "unsure" { // it is asked once more
					k.tap(bot.Tap{Do: bot.TapScreen, Arg: string(item.ID) + " " + answer})
				}
			}
		}
		check(name, k.out[0].Lines...)
		for _, text := range []string{"safety", "routine", "progress", "program"} {
			k.say(text)
			check(name+", "+text, k.out[0].Lines...)
			m, err := w.Message(k.out[0], words.Own)
			if err != nil {
				t.Error(err)
			}
			for _, b := range m.Choice {
				if n := utf8.RuneCountInString(b.Label); n > 60 {
					t.Errorf("%s, %s: a button of %d characters: %q", name, text, n, b.Label)
				}
			}
		}
	}
}

// The emergency text begins with what to do, gives numbers, and asks nothing.
func TestTheEmergencyText(t *testing.T) {
	w := writer(t)
	for _, alarm := range []bot.Alarm{bot.AlarmEmergency, bot.AlarmCrisis} {
		m := w.Plain(bot.AlarmLine(alarm).Say)
		text := m.Text.Plain()
		first, _, _ := strings.Cut(text, "\n")
		if !strings.Contains(first, "call your local emergency number") && !strings.Contains(first, "Call your local emergency number") || !strings.Contains(first, "now") {
			t.Errorf("alarm %d begins with %q", alarm, first)
		}
		for _, want := range []string{"112", "911", "999", "000", "local number", "program", "nobody watches"} {
			if !strings.Contains(text, want) {
				t.Errorf("alarm %d does not say %q:\n%s", alarm, want, text)
			}
		}
		for _, unwanted := range []string{"?", "!", "stroke", "heart attack", "haemorrhage", "meningitis", "worry"} {
			if strings.Contains(strings.ToLower(text), unwanted) {
				t.Errorf("alarm %d says %q:\n%s", alarm, unwanted, text)
			}
		}
		if m.Silent || len(m.Choice) > 0 {
			t.Errorf("alarm %d: silent %v, choice %v", alarm, m.Silent, m.Choice)
		}
	}
}

// A week of the core is short, whatever was done in it.
func TestAWeekToldByTheCoreIsShort(t *testing.T) {
	k := known(t).after(-24 * time.Hour) // Monday
	for _, id := range []string{"S-01", "S-02", "S-03", "S-05", "S-07", "S-08a", "S-08b"} {
		k.say("routine "+id, "tiny", "2")
		for range 20 {
			if k.p.Session != nil && k.p.Session.Running() {
				k.say("done")
			}
		}
		k.say("1", "2")
	}
	k.say("migraine", "over").after(7*24*time.Hour).tiny().say("migraine", "over", "progress")
	text := plain(t, writer(t), k.out[0].Lines...)
	if n := utf8.RuneCountInString(text); n > 600 {
		t.Errorf("%d characters:\n%s", n, text)
	}
}

func TestHowDosesAreTold(t *testing.T) {
	w := writer(t)
	lib := w.Library
	variant := lib.Exercises()[0].Variants[0].ID
	for _, c := range []struct {
		dose routines.Dose
		want string
	}{
		{routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: 30}, "hold 30 s, 30 s in all"},
		{routines.Dose{Sides: 1, Sets: 1, Reps: 4, Hold: 7}, "4 times, 7 s each, 28 s in all"},
		{routines.Dose{Sides: 1, Sets: 1, Reps: 6, Hold: 5, Rest: 5}, "6 times, hold 5 s, rest 5 s, 60 s in all"},
		{routines.Dose{Sides: 2, Sets: 1, Reps: 1, Hold: 20, Change: 5}, "each of 2 sides, hold 20 s, 45 s in all"},
		{routines.Dose{Sides: 1, Sets: 2, Reps: 1, Hold: 20, SetRest: 10}, "2 sets, hold 20 s, 10 s between sets, 50 s in all"},
		{routines.Dose{Sides: 2, Sets: 2, Reps: 3, Hold: 4, Rest: 2, SetRest: 10, Change: 5, SetUp: 15}, ""},
	} {
		line := bot.Line{Say: "step.brief", Variant: variant, Dose: c.dose, N: 1, Of: 1}
		told := strings.Split(plain(t, w, line), "\n\n")[1]
		if c.want != "" && told != c.want {
			t.Errorf("%+v is told as %q, want %q", c.dose, told, c.want)
		}
		if total := fmt.Sprintf("%d s in all", int(c.dose.Total().Seconds())); !strings.HasSuffix(told, total) {
			t.Errorf("%+v is told as %q, and takes %s", c.dose, told, total)
		}
	}
}

// Every step of every routine tells its dose in numbers, in both styles.
func TestEveryStepIsTold(t *testing.T) {
	w := writer(t)
	for _, r := range w.Library.Routines() {
		for _, form := range routines.Forms() {
			for i, step := range r.Forms[form] {
				dose, ok := w.Library.Dose(r.ID, form, step.Variant)
				if !ok {
					t.Fatalf("%s %s: no dose of %s", r.ID, form, step.Variant)
				}
				for _, style := range []string{"step.full", "step.brief", "step.how"} {
					text := plain(t, w, bot.Line{Say: style, Variant: step.Variant, Dose: dose, N: i + 1, Of: len(r.Forms[form])})
					if !strings.Contains(text, " s in all") || strings.Contains(text, "  ") || strings.Contains(text, `\`) {
						t.Errorf("%s %s %s: %q", r.ID, form, style, text)
					}
					if n := utf8.RuneCountInString(text); n > 1500 {
						t.Errorf("%s %s %s has %d characters", r.ID, form, style, n)
					}
				}
			}
		}
	}
}

// The short card of somebody who knows the exercise has at most 15 words
// before its numbers.
func TestTheShortCardIsShort(t *testing.T) {
	w := writer(t)
	for _, e := range w.Library.Exercises() {
		for _, v := range e.Variants {
			text := plain(t, w, bot.Line{Say: "step.brief", Variant: v.ID, Dose: v.Dose, N: 1, Of: 9})
			name, _, _ := strings.Cut(text, "\n")
			if n := len(strings.Fields(name)); n > 15 {
				t.Errorf("%s: %d words in %q", v.ID, n, name)
			}
		}
	}
}

func TestHowMomentsAreTold(t *testing.T) {
	w := writer(t)
	for text, want := range map[string]string{
		"2026-11-24 18:00": "I come back on Tuesday 24 November, 18:00.",
		"2026-03-01 00:00": "I come back on Sunday 1 March, 00:00.",
		"2028-02-29 23:59": "I come back on Tuesday 29 February, 23:59.",
	} {
		var o scheduler.Occurrence
		if err := o.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := plain(t, w, bot.Line{Say: "later.set", Times: []scheduler.Occurrence{o}}); got != want {
			t.Errorf("%s is told as %q, want %q", text, got, want)
		}
	}
	list := bot.Line{Say: "schedule.set", Times: []scheduler.Occurrence{evening(), longest(t)}}
	want := "Good. Your next reminders:\n\n- Tuesday 24 November, 18:00\n- Wednesday 30 September, 23:59"
	if got := plain(t, w, list); got != want {
		t.Errorf("a list is told as %q, want %q", got, want)
	}
}

func TestHowAWeekIsTold(t *testing.T) {
	w := writer(t)
	times := []scheduler.Occurrence{{Day: date(t, "2026-11-23")}, {Day: date(t, "2026-11-29")}}
	for name, c := range map[string]struct {
		line bot.Line
		want string
	}{
		"not yet met": {
			bot.Line{Say: "week.this", N: 1, Of: 3, Minutes: 7, Bars: []int{0, 420, 0, 0, 0, 0, 0}, Names: []string{"STR", "CST"}, Times: times},
			"This week, 23 November to 29 November: 1 of 3 sessions, 7 min.\n\n▁ █ ▁ ▁ ▁ ▁ ▁ (day by day)\n\nYou did: stretching and rest, neck control.",
		},
		"met": {
			bot.Line{Say: "week.last", N: 3, Of: 3, Minutes: 9, Bars: []int{100, 50, 0, 25, 0, 1, 99}, Times: times},
			"Last week, 23 November to 29 November: 3 of 3 sessions, 9 min. Your target was reached.\n\n█ ▄ ▁ ▂ ▁ ▁ ▇ (day by day)",
		},
		"nothing done": {
			bot.Line{Say: "week.this", N: 0, Of: 3, Bars: make([]int, 7), Times: times},
			"This week, 23 November to 29 November: 0 of 3 sessions, 0 min.\n\n▁ ▁ ▁ ▁ ▁ ▁ ▁ (day by day)",
		},
	} {
		if got := plain(t, w, c.line); got != c.want {
			t.Errorf("%s (-want +got):\n%s", name, cmp.Diff(c.want, got))
		}
	}
}

// What comes from files and from people is read as it was written.
func TestValuesAreReadAsTheyAreWritten(t *testing.T) {
	for _, name := range []string{"**bold**", "1. first", "# none", "- item", "a_b*c", "<b>x</b>", "[a](b)", "`code`", "a & b", `c:\d`, "Ünïcode 👩‍⚕️"} {
		r := &routines.Routine{ID: "X-01", Version: 1, Name: name, Why: name, Position: name, Needs: []string{name}, Intro: name}
		w := bot.Writer{Words: writer(t).Words, Library: routines.NewLibrary(nil, []*routines.Routine{r}, nil)}
		for _, line := range []bot.Line{
			{Say: "press.begin", Routine: "X-01"}, {Say: "session.busy", Routine: "X-01"}, {Say: "session.intro", Routine: "X-01"},
			{Say: "card.opening", Routine: "X-01"}, {Say: "nudge.text", Routine: "X-01"}, {Say: "press.morning", Names: []string{name}},
		} {
			if got := plain(t, w, line); !strings.Contains(got, name) {
				t.Errorf("%s tells %q as %q", line.Say, name, got)
			}
		}
		m, err := w.Message(bot.Effect{Press: []bot.Press{{Label: bot.Line{Say: "press.begin", Routine: "X-01"}, Tap: "1|do|x"}}}, "")
		if err != nil || m.Choice[0].Label != "Begin "+name || m.Choice[0].Code != "1|do|x" {
			t.Errorf("a button for %q is %+v, %v", name, m.Choice, err)
		}
	}
}

// A sentence that is nowhere is an error; the rest of the message is there.
func TestAMessageWithASentenceThatIsNowhere(t *testing.T) {
	w := writer(t)
	e := bot.Effect{Kind: bot.KindAnswer, Lines: []bot.Line{{Say: "home.hello"}, {Say: "no.such"}}, Press: []bot.Press{{Label: bot.Line{Say: "press.help"}, Tap: "x"}}}
	m, err := w.Message(e, "")
	if err == nil || !strings.Contains(err.Error(), "no.such") {
		t.Errorf("the error is %v", err)
	}
	if got, want := m.Text.Plain(), "Hello. What would you like to do?\n\nno.such"; got != want || len(m.Choice) != 1 {
		t.Errorf("the message is %q with %v, want %q", got, m.Choice, want)
	}
	if got := w.Plain("no.such").Text.Plain(); got != "(no.such)" {
		t.Errorf("without a document it is %q", got)
	}
}

// polishWords is a second language that lacks sentences.
func polishWords(t *testing.T) bot.Writer {
	t.Helper()
	own, err := os.ReadFile(filepath.Join("words", "en.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	polish := `
home:
  hello: "Dzień dobry."
press:
  help: Pomoc
  routines: Wybierz
week:
  "off":
    one: "{{.N}} dzień był cichy."
    few: "{{.N}} dni były ciche."
    many: "{{.N}} dni było cichych."
    other: "{{.N}} dnia było cichego."
`
	catalogue, err := words.Load(fstest.MapFS{"en.yaml": {Data: own}, "pl.yaml": {Data: []byte(polish)}})
	if err != nil {
		t.Fatal(err)
	}
	return bot.Writer{Words: catalogue, Library: core(t).Library}
}

// A message is told in one language: what a translation lacks takes the whole
// message, its buttons too, to the catalogue's own.
func TestAMessageIsInOneLanguage(t *testing.T) {
	w := polishWords(t)
	label := func(key string) bot.Press { return bot.Press{Label: bot.Line{Say: key}, Tap: "x"} }
	for _, c := range []struct {
		name  string
		e     bot.Effect
		text  string
		labes []string
	}{
		{"whole", bot.Effect{Lines: []bot.Line{{Say: "home.hello"}}, Press: []bot.Press{label("press.help"), label("press.routines")}}, "Dzień dobry.", []string{"Pomoc", "Wybierz"}},
		{"a line is lacking", bot.Effect{Lines: []bot.Line{{Say: "home.hello"}, {Say: "help.scope"}}, Press: []bot.Press{label("press.help")}},
			"Hello. What would you like to do?\n\nThis is general exercise information for adults. It replaces no doctor, no therapist and no medicine.", []string{"Help"}},
		{"a button is lacking", bot.Effect{Lines: []bot.Line{{Say: "home.hello"}}, Press: []bot.Press{label("press.help"), label("press.week")}}, "Hello. What would you like to do?", []string{"Help", "My week"}},
	} {
		m, err := w.Message(c.e, "pl")
		if err != nil {
			t.Error(err)
		}
		var labels []string
		for _, b := range m.Choice {
			labels = append(labels, b.Label)
		}
		if got := m.Text.Plain(); got != c.text || !slices.Equal(labels, c.labes) {
			t.Errorf("%s: %q with %q, want %q with %q", c.name, got, labels, c.text, c.labes)
		}
	}
	for n, want := range map[int]string{1: "1 dzień był cichy.", 2: "2 dni były ciche.", 5: "5 dni było cichych.", 22: "22 dni były ciche."} {
		m, err := w.Message(bot.Effect{Lines: []bot.Line{{Say: "week.off", N: n}}}, "pl")
		if got := m.Text.Plain(); err != nil || got != want {
			t.Errorf("%d days: %q, %v, want %q", n, got, err, want)
		}
	}
	for _, lang := range []string{"", "en", "de", "PL", "pl-PL"} {
		if m, err := w.Message(bot.Effect{Lines: []bot.Line{{Say: "home.hello"}}}, lang); err != nil || !strings.HasPrefix(m.Text.Plain(), "Hello") {
			t.Errorf("in %q: %q, %v", lang, m.Text.Plain(), err)
		}
	}
}

// Whatever a line carries, it renders: no value is needed, and none is in the
// way.
func TestEveryKeyRendersWithAnyValues(t *testing.T) {
	w := writer(t)
	full := bot.Line{
		Routine: "S-01", Variant: w.Library.Exercises()[0].Variants[0].ID, Form: routines.Full, Dose: w.Library.Exercises()[0].Variants[0].Dose,
		N: 3, Of: 4, Minutes: 5, Times: []scheduler.Occurrence{evening(), longest(t)}, Numbers: []int{1, 2}, Names: []string{"TPN", "Berlin"}, Zone: "Europe/Berlin",
		Items: []routines.ItemID{"R6", "Y9"}, Exercises: []routines.ExerciseID{"CST-01", "STR-01"}, Routines: []routines.RoutineID{"S-01", "S-09"},
	}
	for key := range maps.Keys(said(t)) {
		for _, line := range []bot.Line{{Say: key}, full, {Say: key, N: -1, Bars: make([]int, 7)}, {Say: key, Routine: "X-99", Variant: "none", Numbers: []int{1}}} {
			line.Say = key
			if text := plain(t, w, line); strings.Contains(text, "<no value>") || strings.Contains(text, "{{") {
				t.Errorf("%s reads %q", key, text)
			}
		}
	}
}
