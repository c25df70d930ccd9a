package bot_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

const (
	unreadable = "I cannot read what I kept about you. Nothing is erased. Please ask whoever runs this bot."
	unhandled  = `Something went wrong with that message, and nothing changed. Please try it another way, or write "help".`
	letGo      = "Let go slowly. That was the time."
	crisis     = "Please call your local emergency number or a crisis line now."
)

// TestStoreAway: one honest sentence for each event, however often the
// platform hands it over, and the answer when the store is back.
func TestStoreAway(t *testing.T) {
	for name, ops := range map[string][]string{
		"altogether":  nil,
		"for writing": {bottest.OpCommit},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.agree(anna)
			h.news()
			h.flaky.FailBefore(1000, errAway, ops...)
			first, second := h.text(anna, "cancel"), h.text(anna, "cancel")
			for _, e := range []bot.Event{first, first, second, first, second} {
				if err := h.handle(e); !errors.Is(err, bot.ErrLater) || !errors.Is(err, errAway) {
					t.Errorf("error %v", err)
				}
			}
			h.wantNews(away, away)
			h.flaky.FailBefore(0, nil)
			for _, e := range []bot.Event{first, second, first} {
				if err := h.handle(e); err != nil {
					t.Error(err)
				}
			}
			if news := h.news(); len(news) != 2 || news[1] != nothing {
				t.Errorf("when the store is back came %q", news)
			}
		})
	}
}

// TestRedFlagWhileStoreIsAway: the emergency text needs no store.
func TestRedFlagWhileStoreIsAway(t *testing.T) {
	for text, want := range map[string]string{
		"the worst headache of my life": callHelp,
		"I want to kill myself":         crisis,
	} {
		h := newHouse(t)
		h.agree(anna)
		h.say(anna, "full", "2")
		h.news()
		h.flaky.FailBefore(1000, errAway)
		flag, stranger := h.text(anna, text), h.text(ben, text)
		for _, e := range []bot.Event{flag, flag, stranger, flag, stranger} {
			if err := h.handle(e); !errors.Is(err, bot.ErrLater) {
				t.Errorf("%q: %v", text, err)
			}
		}
		h.wantNews(want, want) // once for each of them
		h.flaky.FailBefore(0, nil)
		if err := h.handle(flag); err != nil {
			t.Fatal(err)
		}
		h.wantNews(want) // and once more, now that it is decided
		if p := h.person(anna); p.Session != nil || !p.Held() {
			t.Errorf("%q: session %v, hold since %v", text, p.Session, p.Safety)
		}
	}
}

// TestExcuseThatDidNotArrive comes again with its event.
func TestExcuseThatDidNotArrive(t *testing.T) {
	h := newHouse(t)
	h.flaky.FailBefore(1000, errAway)
	h.sender.FailBefore(1, &bot.SendError{Class: bot.SendTemporary, Err: errAway})
	e := h.text(anna, "seizure")
	for range 3 {
		if err := h.handle(e); !errors.Is(err, bot.ErrLater) {
			t.Fatal(err)
		}
	}
	h.wantNews(callHelp)
}

// TestWhatNobodySaidGetsNoExcuse: time and other documents wait in silence.
func TestWhatNobodySaidGetsNoExcuse(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "full", "2", "timer")
	h.news()
	h.clock.pass(time.Minute)
	h.flaky.FailBefore(1000, errAway, bottest.OpCommit)
	h.wake()
	h.wantNews()
	h.flaky.FailBefore(0, nil)
	h.wake() // still leased
	h.wantNews()
	h.clock.pass(bot.DefaultLease)
	h.wake()
	h.wantNews(letGo)
}

// hangingStore never answers.
type hangingStore struct{ bot.Store }

func (hangingStore) Load(ctx context.Context, _ bot.DocID) (bot.Stored, error) {
	<-ctx.Done()
	return bot.Stored{}, ctx.Err()
}

// TestRedFlagWhileStoreHangs: a store that hangs is not away yet, and somebody
// with a red flag does not wait until it is.
func TestRedFlagWhileStoreHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var when hook
		sender := &bottest.RecordingSender{Caps: bot.Capabilities{Name: here}, OnSend: when.sent}
		b := bot.New(shellOptions(t, hangingStore{}, nil))
		in := b.Join(sender)
		began := time.Now()
		for i, text := range []string{"hello", "thunderclap headache"} {
			go func() {
				if err := in.Handle(context.Background(), textEvent(i, anna, text)); !errors.Is(err, bot.ErrLater) {
					t.Errorf("%q: %v", text, err)
				}
			}()
			synctest.Wait() // so that the second waits behind the first
		}
		when.set(func(out bot.Outgoing) {
			if got := first(out.Message.Text.Plain()); len(sender.Sent()) == 1 && (got != callHelp || time.Since(began) != bot.Patience) {
				t.Errorf("first came %q after %v", got, time.Since(began))
			}
		})
		b.Close()
		var came []string
		for _, out := range sender.Sent() {
			came = append(came, first(out.Message.Text.Plain()))
		}
		if fmt.Sprint(came) != fmt.Sprint([]string{callHelp, away}) {
			t.Errorf("came %q", came)
		}
	})
}

// TestQuickRedFlagIsAnsweredOnce: the watch over it ends with it.
func TestQuickRedFlagIsAnsweredOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.say(anna, "thunderclap headache")
		time.Sleep(2 * bot.Patience)
		h.wantNews(callHelp)
	})
}

// TestUnreadableDocument stops one person and nobody else.
func TestUnreadableDocument(t *testing.T) {
	for name, data := range map[string]string{
		"no JSON":       "\x00\x01 garbage",
		"empty":         "",
		"another thing": `["a list"]`,
		"half":          `{"schema":1,"platform":"here","consent":{"at":"2026-11-2`,
		"no schema":     `{"platform":"here","chat":"here:anna","consent":{"at":"2026-11-24T09:00:00Z","text":1}}`,
		"no consent":    `{"schema":1,"platform":"here","chat":"here:anna"}`,
		"wrong types":   `{"schema":1,"days":"many"}`,
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.agree(ben)
			h.say(ben, "full", "2", "timer")
			h.plant(anna, []byte(data), bot.Wakes{Urgent: h.now(), Bulk: h.now().Add(time.Second)})
			h.news()
			h.clock.pass(time.Minute)
			h.wake()
			h.wantNews(letGo)
			stored := h.stored(anna)
			if string(stored.Data) != data || stored.Wakes != (bot.Wakes{}) {
				t.Errorf("the document became %q with wakes %v, want it as it was and silent", stored.Data, stored.Wakes)
			}
			e, flag := h.text(anna, "help"), h.text(anna, "I am having a stroke")
			for _, e := range []bot.Event{e, e, flag} {
				if err := h.handle(e); !errors.Is(err, bot.ErrNever) {
					t.Errorf("error %v", err)
				}
			}
			h.wantNews(unreadable, callHelp)
			if string(h.stored(anna).Data) != data {
				t.Errorf("the document became %q", h.stored(anna).Data)
			}
			h.say(ben, "cancel")
			if news := h.news(); len(news) == 0 || news[0] == unreadable {
				t.Errorf("the other person got %q", news)
			}
		})
	}
}

// newerDocuments are of a schema that nobody knows yet, also in shapes that
// this version cannot even decode.
func newerDocuments() map[string]string {
	return map[string]string{
		"same shape":  `{"schema":99,"platform":"here","chat":"here:anna","consent":{"at":"2026-11-24T09:00:00Z","text":1}}`,
		"other shape": `{"days":{"2026-11-24":{}},"seen":"packed","schema":99,"plan":{"past":"whenever"}}`,
	}
}

// TestNewerDocument: what a newer Unknot wrote is not touched, and the
// dispatcher stops with an error that says so.
func TestNewerDocument(t *testing.T) {
	for name, data := range newerDocuments() {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.plant(anna, []byte(data), bot.Wakes{})
			if err := h.handle(h.text(anna, "help")); !errors.Is(err, bot.ErrLater) {
				t.Errorf("a reply: %v", err)
			}
			h.wantNews(away)
			wantNewer(t, h.bot.Run(t.Context()))
			h.enter()
			h.plant(anna, []byte(data), bot.Wakes{Urgent: h.now()})
			before := h.stored(anna)
			wantNewer(t, h.bot.Run(t.Context()))
			after := h.stored(anna)
			if after.Version != before.Version || string(after.Data) != data || after.Wakes.Urgent.IsZero() {
				t.Errorf("it became %+v", after)
			}
			h.wantNews()
		})
	}
}

func wantNewer(t *testing.T, err error) {
	t.Helper()
	newer, _ := bot.Errors()
	if !errors.Is(err, newer) || err.Error() != "stop taking work: decode a document of schema 99: written by a newer Unknot: start that version" {
		t.Errorf("the dispatcher ended with %v", err)
	}
}

func TestOnceForgetsTheOldest(t *testing.T) {
	var o bot.Once
	for i := range bot.KeptOnce + 1 {
		if !o.First(fmt.Sprint(i)) || o.First(fmt.Sprint(i)) {
			t.Fatalf("%d is not new once", i)
		}
	}
	if !o.First("0") || o.First("2") {
		t.Error("it keeps others than the last")
	}
	o.Forget("2")
	if !o.First("2") {
		t.Error("what was forgotten is not new")
	}
}
