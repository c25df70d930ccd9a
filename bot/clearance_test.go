package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

// answered is somebody who said yes to an item a while ago.
func answered(t testing.TB, id routines.ItemID, ago time.Duration) *talk {
	t.Helper()
	k := versed(t)
	k.p.Safety.Screening = k.p.Safety.Screening.Record(routines.Answer{Item: id, Said: routines.Yes, At: k.now.Add(-ago)})
	return k
}

const day = 24 * time.Hour

func TestAClearanceIsAskedForAgain(t *testing.T) {
	k := answered(t, "Y2", 0)
	k.say("safety").press("press.clear").wants("screen.cleared", "screen.open")
	k.after(89 * day).say("routine S-07").press("screen.no")
	if k.p.Session == nil {
		t.Fatalf("89 days later it said %v", k.keys())
	}
	k.say("cancel").after(day).say("routine S-07").wants("screen.renew")
	k.say("maybe").wants("session.unknown", "screen.renew")
	k.press("screen.no").wants("screen.notrenewed", "screen.open")
	if !k.p.Safety.Blocks(k.now).Has(routines.Block(routines.TagPress)) {
		t.Error("not cleared, and open")
	}
	k.say("routine S-07").wants("card.opening", "card.left", "ask.before") // not asked every time
	k.say("cancel").after(27*day).say("log 2 no", "routine S-07").say("cancel").after(day).say("routine S-07").wants("screen.renew")
	k.press("screen.renewed")
	if k.p.Safety.Blocks(k.now).Has(routines.Block(routines.TagPress)) {
		t.Error("cleared again, and still off")
	}
}

func TestHowLongAgoIsAsked(t *testing.T) {
	for _, c := range []struct {
		answer string
		since  time.Duration
	}{{"to11", 12 * 7 * day}, {"before8", 8 * 7 * day}, {"unsure", -1}} {
		k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"}).tap(noneTap(1)).tap(noneTap(2)).tap(noneTap(3)).press("screen.some")
		for k.p.Asks.Item != "Y9" {
			k.say("no")
		}
		k.say("yes").wants("screen.when.Y9.ask").say("yes").wants("session.unknown", "screen.when.Y9.ask")
		k.tap(bot.Tap{Do: bot.TapScreen, Arg: "Y9 " + c.answer}).wants("screen.item.Y10.ask")
		i := slices.IndexFunc(k.p.Safety.Screening.Answers, func(a routines.Answer) bool { return a.Item == "Y9" })
		a := k.p.Safety.Screening.Answers[i]
		if c.since < 0 && !a.Since.IsZero() || c.since > 0 && !a.Since.Equal(a.At.Add(-c.since)) {
			t.Errorf("%s: since %v, answered %v", c.answer, a.Since, a.At)
		}
	}
}

// A known aura answers item R2 with no; one that nobody has diagnosed wants a
// visit (section 3.1).
func TestAKnownAuraIsNoEmergency(t *testing.T) {
	for _, c := range []struct {
		aura  string
		visit bool
	}{{"diagnosed", false}, {"vision", true}} {
		k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"}).press("screen.some").say("no").wants("screen.item.R2.ask")
		k.press("screen.aura." + c.aura).wants("screen.item.R3.ask")
		for k.p.Asks.Group == 1 {
			k.say("no")
		}
		k.tap(noneTap(2)).tap(noneTap(3)).tap(noneTap(4))
		if k.p.Safety.Emergency() || (k.p.Safety.Screening.Level("Y13") == routines.LevelAdvise) != c.visit {
			t.Errorf("%s: %+v", c.aura, k.p.Safety.Screening.Answers)
		}
	}
	k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"}).press("screen.some")
	k.tap(bot.Tap{Do: bot.TapScreen, Arg: "R1 aura.diagnosed"})
	if len(k.p.Safety.Screening.Answers) > 0 {
		t.Error("an aura answered another item")
	}
}

// What a stop rule closes until somebody has looked opens under "safety".
func TestWhatWasFeltOpensWhenADoctorHasLooked(t *testing.T) {
	for code, row := range map[string]string{"joint": "T12", "heart": "T14", "dizzynew": "T6"} {
		k := versed(t).say("routine S-07", "2", "hurts").press("press.hurt.else")
		k.tap(bot.Tap{Do: bot.TapSign, Session: k.p.Session.ID, Ask: k.p.Session.Ask, Arg: code})
		if k.p.Safety.Blocks(k.now).Empty() {
			t.Fatalf("%s closes nothing", code)
		}
		k.after(6 * day).say("safety").press("press.looked." + row)
		if got := k.keys(); !slices.Contains(got, "hold.cleared") || !k.p.Safety.Blocks(k.now).Empty() {
			t.Errorf("%s: it said %v", code, got)
		}
		k.say("safety")
		if slices.ContainsFunc(k.out[0].Press, func(p bot.Press) bool { return strings.HasPrefix(p.Label.Say, "press.looked.") }) {
			t.Errorf("%s: offered again", code)
		}
	}
}

// Row T15: the next session is one of easier variants.
func TestOutOfBreathMakesTheNextSessionEasier(t *testing.T) {
	k := versed(t).say("routine S-07", "2", "hurts").press("press.hurt.else")
	k.tap(bot.Tap{Do: bot.TapSign, Session: k.p.Session.ID, Ask: k.p.Session.Ask, Arg: "breathgone"}).after(2 * day).say("today")
	k.say("routine S-03")
	if !k.p.Session.Easier {
		t.Errorf("%+v", k.p.Session)
	}
}

// Row Y11: for four weeks after an injection the neck works one level lower,
// and what is stored stays.
func TestAnInjectionLowersTheNeckForAWhile(t *testing.T) {
	for ago, want := range map[time.Duration]routines.VariantID{20 * day: "CST-01.easier", 29 * day: "CST-01.L1"} {
		k := answered(t, "Y11", ago)
		k.p.Course.Program.Week, k.p.Course.Program.Started = 3, routines.DayNumber(bot.DayOf(k.now))
		k.p.Course.Program.Begun = k.p.Course.Program.Started
		k.say("routine S-05", "2")
		has := slices.ContainsFunc(k.p.Session.Steps, func(s routines.StepState) bool { return s.Variant == want })
		if !has || k.p.Course.Levels.Of(k.d.Library, "CST-01") != "CST-01.L1" {
			t.Errorf("%v ago: %+v, stored %s", ago, k.p.Session.Steps, k.p.Course.Levels.Of(k.d.Library, "CST-01"))
		}
	}
}

// Rows Y3 and Y3b: the neck begins where everybody begins.
func TestVeryLooseJointsSendTheNeckBack(t *testing.T) {
	for _, item := range []string{"Y3", "Y3b"} {
		k := versed(t)
		k.p.Course.Levels = routines.Levels{"CST-01": "CST-01.L3", "SST-02": "SST-02.x12"}
		k.say("something new").tap(noneTap(1)).tap(noneTap(2)).press("screen.some")
		for string(k.p.Asks.Item) != item {
			k.say("no")
		}
		k.say("yes")
		if got := k.p.Course.Levels; got["CST-01"] != "CST-01.L1" || got["SST-02"] != "SST-02.x12" {
			t.Errorf("%s: %v", item, got)
		}
	}
}

// In an attack, after the emergency text and its signs, comes what wants a
// doctor all the same (section 3.3, "escalate").
func TestSignsOfAnAttack(t *testing.T) {
	k := versed(t).say("migraine").press("press.unusual").press("press.noneof").wants("quiet.signs")
	k.say("sign vomiting").wants("quiet.see", "quiet.say.vomiting")
	k.say("sign none").wants("quiet.usual")
	if k.say("sign dance"); k.p.Attack.Stage != routines.StageAttack {
		t.Error("nonsense ended it")
	}
	k.say("sign pregnant").wants("alarm.maternity")
	if !k.p.Safety.Emergency() || k.p.Attack.Stage != "" {
		t.Errorf("%+v", k.p.Attack)
	}
}

// Only what is open enough is suggested.
func TestWhatIsSuggestedSuits(t *testing.T) {
	k := answered(t, "Y17", 0) // a fused neck: no tender points, no neck work
	k.after(day).say("start")
	if id := k.out[0].Press[0].Label.Routine; id == "S-02" || id == "S-14" {
		t.Errorf("%s is suggested", id)
	}
	k = versed(t).say("routine S-07", "7", "stop").say("start")
	if id := k.out[0].Press[0].Label.Routine; id != routines.GentleRoutine {
		t.Errorf("after pain of 7, %s is suggested", id)
	}
}
