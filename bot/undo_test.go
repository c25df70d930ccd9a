package bot_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

// dayAgo is what is told of a day.
func (k *talk) dayAgo(days int) bot.Day {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	date := scheduler.DateOf(k.now, berlin).AddDays(-days)
	for _, d := range k.p.Days {
		if d.Date == date {
			return d
		}
	}
	return bot.Day{}
}

// undoTap is the button of an answer that takes back what it says.
func undoTap(t *testing.T, answer bot.Effect) bot.Tap {
	t.Helper()
	i := slices.IndexFunc(answer.Press, labelled("press.undo"))
	if i < 0 {
		t.Fatal("it cannot be taken back")
	}
	tap, _ := bot.ParseTap(answer.Press[i].Tap)
	return tap
}

// What was told is taken back step by step, the last first, of any day or of one.
func TestUndo(t *testing.T) {
	k := known(t).say("log yesterday 3 no", "log 2", "log yes", "log neck 5")
	k.say("log undo").wants("log.undone")
	if d := k.dayAgo(0); d.Neck != 0 || d.Headache != 3 || d.Medicine != 2 {
		t.Errorf("of the neck: %+v", d)
	}
	k.say("undo yesterday").wants("log.undone")
	if d := k.dayAgo(1); d.Headache != 0 || d.Medicine != 0 {
		t.Errorf("of yesterday, told in one go: %+v", d)
	}
	k.say("undo").wants("log.undone")
	if d := k.dayAgo(0); d.Headache != 3 || d.Medicine != 0 {
		t.Errorf("of medicine: %+v", d)
	}
	k.say("log yesterday undo").wants("log.nothing").say("undo today").wants("log.undone").say("log undo").wants("log.nothing")
	if d := k.dayAgo(0); d.Headache != 0 || len(k.p.Told) != 0 {
		t.Errorf("of all: %+v, %+v", d, k.p.Told)
	}
}

// A button takes back what it stands below, once, and only until that is told anew.
func TestUndoByItsButton(t *testing.T) {
	k := known(t).say("log 2 yes").wants("log.noted")
	button := undoTap(t, k.out[0])
	k.say("log neck 4", "log yesterday 3 no").tap(button).wants("log.undone")
	if d := k.dayAgo(0); d.Neck != 5 || d.Headache != 0 || d.Medicine != 0 {
		t.Errorf("%+v", d)
	}
	k.tap(button).wants("home.stale")
	button = undoTap(t, k.say("log 2 yes").out[0])
	if k.say("log 0").tap(button).wants("home.stale"); k.dayAgo(0).Headache != 1 || k.dayAgo(0).Medicine != 2 {
		t.Errorf("told anew: %+v", k.dayAgo(0))
	}
	if k.say("log neck 4"); slices.ContainsFunc(k.out[0].Press, labelled("press.undo")) {
		t.Error("nothing changed, and it can be taken back")
	}
}

func TestUndoReachesBackTwoWeeks(t *testing.T) {
	k := known(t).say("log neck 4").after(14 * 24 * time.Hour)
	k.say("log undo").wants("log.undone").say("log neck 4").after(15 * 24 * time.Hour)
	if k.say("log undo").wants("log.nothing"); k.dayAgo(15).Neck != 5 {
		t.Errorf("%+v", k.p.Days)
	}
	for range 20 {
		k.say("log neck 1", "log neck 2")
	}
	if len(k.p.Told) != bot.MostTellings {
		t.Errorf("%d can be taken back", len(k.p.Told))
	}
}

// In a session "undo" is not meant for the days: only "log undo" is.
func TestUndoInASession(t *testing.T) {
	k := known(t).say("log neck 4", "routine S-01", "2").say("undo").wants("session.unknown", "step.full")
	if k.dayAgo(0).Neck != 5 {
		t.Error("it was taken back")
	}
	k.say("log undo").wants("log.undone")
}

func TestChangedInPlainWords(t *testing.T) {
	for said, want := range map[string]bot.Answers{
		"change pain to 4":                   {Headache: 2, Neck: 5, Medicine: 1},
		"Change my pain to 4/10, please.":    {Headache: 2, Neck: 5, Medicine: 1},
		"change neck to 0":                   {Headache: 2, Neck: 1, Medicine: 1},
		"change pain to 11":                  {Headache: 2, Neck: 3, Medicine: 1},
		"change headache to 3":               {Headache: 4, Neck: 3, Medicine: 1},
		"change headache to 4":               {Headache: 2, Neck: 3, Medicine: 1},
		"change medicine to yes":             {Headache: 2, Neck: 3, Medicine: 2},
		"log pain 7":                         {Headache: 2, Neck: 8, Medicine: 1},
		"change my mind about the pain of 7": {Headache: 2, Neck: 8, Medicine: 1},
	} {
		for day, named := range []string{"", " yesterday", " 2 days ago", " -3"} {
			k := known(t).say("log 1 no -"+strconv.Itoa(day), "log neck 2 -"+strconv.Itoa(day))
			k.say(strings.TrimSuffix(said, ".") + named)
			if d := k.dayAgo(day); d.Headache != want.Headache || d.Neck != want.Neck || d.Medicine != want.Medicine {
				t.Errorf("%q%s: %+v, want %+v", said, named, d, want)
			}
		}
	}
	k := known(t).say("change yesterday's pain to 4").wants("log.neckis").say("change pain yesterday").wants("log.neckthen").say("change pain 15 days ago to 4").wants("log.old")
	if k.dayAgo(1).Neck != 5 {
		t.Errorf("%+v", k.p.Days)
	}
}
