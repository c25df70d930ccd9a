package bot_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
	"unknot/routines"
)

// tinySession is a whole session from its opening card on.
func (h *house) tinySession(doc bot.DocID) {
	h.say(doc, "routine S-01", "tiny", "2", "done", "done", "1", "2")
}

// code asks for a code and returns it as it is shown.
func (h *house) code(doc bot.DocID) string {
	h.t.Helper()
	h.say(doc, "link")
	sent := h.sender.Sent()
	code := regexp.MustCompile(`[A-Z2-7]{4}-[A-Z2-7]{4}`).FindString(sent[len(sent)-1].Message.Text.Plain())
	if code == "" {
		h.t.Fatalf("no code in %q", sent[len(sent)-1].Message.Text.Plain())
	}
	return code
}

// couple are two accounts, each with a session of its own.
func couple(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.agree(anna, ben)
	h.tinySession(anna)
	h.clock.pass(time.Minute)
	h.tinySession(ben)
	return h
}

// linked are anna, who keeps everything, and ben, who is a part of her.
func linked(t *testing.T) *house {
	t.Helper()
	h := couple(t)
	h.say(ben, "link "+strings.ToLower(h.code(anna)), "link yes")
	h.wantLinked()
	h.news()
	return h
}

// wantLinked checks that ben is a part of anna, and that nothing was lost or
// doubled on the way.
func (h *house) wantLinked() {
	h.t.Helper()
	p, stub := h.person(anna), h.person(ben)
	if stub.Stub != anna || stub.Known() || len(stub.Days) > 0 || len(h.records(ben)) != 0 {
		h.t.Errorf("ben is no stub: %+v", stub)
	}
	if len(p.Accounts) != 2 || p.Accounts[0].Doc != anna || p.Accounts[1].Doc != ben || p.Chat != bot.ChatID(ben) {
		h.t.Errorf("accounts %+v, at %s", p.Accounts, p.Chat)
	}
	sessions := 0
	for _, d := range p.Days {
		sessions += d.Sessions
	}
	if n := len(h.records(anna)); n != 2 || sessions != 2 || len(p.Outbox) > 0 {
		h.t.Errorf("%d records, %d sessions in the digest, owed %v", n, sessions, p.Outbox)
	}
}

func TestLink(t *testing.T) {
	h := linked(t)
	h.say(ben, "progress week")
	h.say(anna, "progress week")
	told := h.news()
	if len(told) != 2 || told[0] != told[1] {
		t.Errorf("the two chats are told %q", told)
	}
	h.say(ben, "migraine")
	if h.person(anna).Attack.Until.IsZero() {
		t.Error("an attack told in one chat does not hold in the other")
	}
}

// TestLinkedReminder: one, where they wrote last.
func TestLinkedReminder(t *testing.T) {
	h := linked(t)
	h.say(anna, "zone Berlin", "schedule daily 18:00")
	h.say(ben, "cancel")
	h.clock.set(time.Date(2026, 12, 1, 17, 0, 30, 0, time.UTC)) // this week's sessions are done
	before := len(h.sender.Sent())
	h.wake()
	sent := h.sender.Sent()[before:]
	if len(sent) != 1 || sent[0].Chat != bot.ChatID(ben) {
		t.Errorf("reminded by %v", sent)
	}
}

// TestLinkedPress: what was shown in one chat is not replaced from another.
func TestLinkedPress(t *testing.T) {
	h := linked(t)
	h.say(anna, "routine S-01")
	h.events++
	if err := h.handle(tapEvent(h.events, ben, bot.Tap{Do: bot.TapCommand, Arg: "help"})); err != nil {
		t.Fatal(err)
	}
	sent := h.sender.Sent()
	if last := sent[len(sent)-1]; last.Chat != bot.ChatID(ben) || last.Replace != "" {
		t.Errorf("answered in %s in place of %q", last.Chat, last.Replace)
	}
}

// TestLinkAgain loses every single operation of the store on the way, before
// or after it took effect: all is told again, and done once.
func TestLinkAgain(t *testing.T) {
	for _, after := range []bool{false, true} {
		for n := 1; ; n++ {
			h := couple(t)
			h.say(ben, "link "+h.code(anna))
			failed := failNth(h.flaky, n, after)
			e := h.text(ben, "link yes")
			if err := h.handle(e); err != nil && !errors.Is(err, bot.ErrLater) {
				t.Fatal(err)
			}
			h.flaky.Hook = nil
			if err := h.handle(e); err != nil {
				t.Fatal(err)
			}
			for range 4 {
				h.clock.pass(bot.DefaultLease)
				h.wake()
			}
			h.wantLinked()
			if t.Failed() {
				t.Fatalf("operation %d, after: %v", n, after)
			}
			if !failed() {
				break
			}
		}
	}
}

// failNth makes the n-th operation fail, and says afterwards whether there
// were so many.
func failNth(f *bottest.FlakyStore, n int, after bool) (failed func() bool) {
	var lock sync.Mutex // documents that tell each other something are at work side by side
	f.Hook = func(op string) {
		lock.Lock()
		defer lock.Unlock()
		switch n--; {
		case n != 0:
		case after:
			f.FailAfter(1, errAway, op)
		default:
			f.FailBefore(1, errAway, op)
		}
	}
	return func() bool {
		lock.Lock()
		defer lock.Unlock()
		return n <= 0
	}
}

func TestLinkRefused(t *testing.T) {
	for name, test := range map[string]struct {
		do   func(h *house, code string)
		want string
	}{
		"a code of one's own": {func(h *house, code string) { h.say(anna, "link "+code) }, "link.same"},
		"no code":             {func(h *house, _ string) { h.say(ben, "link XY") }, "link.badcode"},
		"a wrong code":        {func(h *house, _ string) { h.say(ben, "link AAAA-AAAA") }, "link.unknown"},
		"too late": {func(h *house, code string) {
			h.clock.pass(11 * time.Minute)
			h.say(ben, "link "+code)
		}, "link.unknown"},
		"confirmed too late": {func(h *house, code string) {
			h.say(ben, "link "+code)
			h.clock.pass(11 * time.Minute)
			h.say(ben, "link yes")
		}, "link.unknown"},
		"nothing to confirm": {func(h *house, _ string) { h.say(ben, "link yes") }, "link.unknown"},
		"erased meanwhile": {func(h *house, code string) {
			h.say(ben, "link "+code)
			if err := h.handle(h.forget(anna)); err != nil {
				h.t.Fatal(err)
			}
			h.say(ben, "link yes")
		}, "link.refused"},
		"a chain": {func(h *house, code string) {
			h.say(ben, "link "+code, "link yes")
			h.agree("here:cleo")
			h.say(ben, "link "+h.code("here:cleo"))
		}, "link.already"},
	} {
		t.Run(name, func(t *testing.T) {
			h := couple(t)
			code := h.code(anna)
			h.news()
			test.do(h, code)
			told := h.news()
			if want := first(plain(t, h.bot.Writer, bot.Line{Say: test.want})); told[len(told)-1] != want {
				t.Errorf("told %q, want %q", told, want)
			}
		})
	}
}

// TestLinkEachOther: both confirm before either has heard of the other.
func TestLinkEachOther(t *testing.T) {
	h := couple(t)
	h.say(ben, "link "+h.code(anna))
	h.say(anna, "link "+h.code(ben))
	h.alter(ben, func(p *bot.Person) { p.Link.Told = true })
	h.say(anna, "link yes")
	if p := h.person(anna); p.Link != (bot.Link{}) || p.Stub != "" || len(p.Accounts) > 0 {
		t.Errorf("anna goes on as %+v", p.Link)
	}
}

// TestLinkMoment: while two accounts are being joined, nothing begins in the
// one that goes over, but a cry for help is heard.
func TestLinkMoment(t *testing.T) {
	h := couple(t)
	h.alter(ben, func(p *bot.Person) { p.Link = bot.Link{To: anna, Told: true} })
	h.news()
	h.say(ben, "routine S-01", "I have chest pain")
	moment := plain(t, h.bot.Writer, bot.Line{Say: "link.moment"})
	if told := h.news(); len(told) != 2 || told[0] != moment || told[1] == moment || h.person(ben).Session != nil {
		t.Errorf("told %q", told)
	}
}

// TestLinkSafety: whatever holds in one of them holds in both.
func TestLinkSafety(t *testing.T) {
	for _, held := range []bot.DocID{anna, ben} {
		h := couple(t)
		h.say(held, "I have chest pain")
		h.say(ben, "link "+h.code(anna), "link yes")
		h.wantLinked()
		if p := h.person(anna); !p.Safety.Emergency() || !p.Owed {
			t.Errorf("%s has chest pain: the emergency holds %v, asked again %v", held, p.Safety.Emergency(), p.Owed)
		}
	}
	h := couple(t)
	h.clock.pass(time.Minute)
	h.alter(anna, func(p *bot.Person) {
		p.Safety.Screening = p.Safety.Screening.Record(routines.Answer{Item: "R2", Said: routines.No, At: h.now().Add(time.Hour).UTC()})
	})
	h.say(ben, "I have chest pain", "link "+h.code(anna), "link yes")
	if !h.person(anna).Safety.Emergency() {
		t.Error("a later no of the other account ends an emergency")
	}
}

func TestForgetLinked(t *testing.T) {
	for _, by := range []bot.DocID{anna, ben} {
		h := linked(t)
		h.say(by, "forget")
		if told := h.news(); len(told) != 1 {
			t.Errorf("asked %q", told)
		}
		if err := h.handle(h.forget(by)); err != nil {
			t.Fatal(err)
		}
		h.wantNobody(anna)
		h.wantNobody(ben)
	}
}

// TestForgetLinkedHalf: a stub that was not erased with its person erases
// itself, when somebody writes there or when it looks.
func TestForgetLinkedHalf(t *testing.T) {
	for name, do := range map[string]func(h *house){
		"written to": func(h *house) {
			h.say(ben, "help")
			if told := h.news(); len(told) != 1 || !strings.HasPrefix(told[0], "Unknot leads you") {
				h.t.Errorf("told %q", told)
			}
		},
		"looks": func(h *house) {
			h.clock.pass(31 * 24 * time.Hour)
			h.wake()
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := linked(t)
			if err := h.kept.Erase(context.Background(), anna); err != nil {
				t.Fatal(err)
			}
			do(h)
			h.wantNobody(ben)
		})
	}
}

// TestStubStays while its person is there, however long nobody writes to it.
func TestStubStays(t *testing.T) {
	h := linked(t)
	for range 3 {
		h.clock.pass(31 * 24 * time.Hour)
		h.say(anna, "help")
		h.wake()
	}
	if h.person(ben).Stub != anna {
		t.Error("the stub is gone")
	}
}

func TestUnlink(t *testing.T) {
	for _, by := range []bot.DocID{anna, ben} {
		h := linked(t)
		h.say(by, "unlink", "unlink yes")
		if told := h.news(); !slices.Contains(told, "Your chats are parted.") {
			t.Errorf("told %q", told)
		}
		if p := h.person(anna); len(p.Accounts) > 0 || p.Chat != bot.ChatID(anna) || len(h.records(anna)) != 2 {
			t.Errorf("after %s left: accounts %v, chat %s", by, p.Accounts, p.Chat)
		}
		h.wantNobody(ben)
		h.say(ben, "help")
		if told := h.news(); len(told) != 1 || !strings.HasPrefix(told[0], "Unknot leads you") {
			t.Errorf("ben is told %q", told)
		}
	}
	h := couple(t)
	h.news()
	h.say(anna, "unlink yes")
	if told := h.news(); told[0] != "No other chat is linked to this one." {
		t.Errorf("alone, told %q", told)
	}
}

// TestLinkDays: what was told of a day long ago, and is in records only, is as
// bad as either account says, and so is a day that only one of them has.
func TestLinkDays(t *testing.T) {
	h := newHouse(t)
	h.agree(anna, ben)
	h.say(anna, "cancel", "zone Berlin", "cancel", "log 1 yes")
	h.say(ben, "cancel", "zone Berlin", "cancel", "log 3 no")
	h.clock.pass(24 * time.Hour)
	h.say(ben, "log 2 no")
	h.clock.pass(59 * 24 * time.Hour)
	h.say(ben, "log 1 no")
	h.tinySession(ben)
	h.clock.pass(time.Hour)
	h.say(anna, "log 0 no") // forgets the day of two months ago, and records it
	h.say(ben, "link "+h.code(anna), "link yes")
	kept, err := h.kept.Records(context.Background(), anna, 0, 1<<62)
	if err != nil {
		t.Fatal(err)
	}
	past := h.bot.Decider.History(h.person(anna), kept, date(t, "2026-11-24"), date(t, "2027-01-31"))
	var got []string
	for _, d := range past.Days {
		got = append(got, fmt.Sprint(d.Date, " ", d.Headache-1, " ", d.Medicine))
	}
	want := []string{"2026-11-24 3 2", "2026-11-25 2 1", "2027-01-23 1 1"}
	if !slices.Equal(got, want) || past.Unread > 0 {
		t.Errorf("told of days: %v, want %v", got, want)
	}
}
