package bot_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// secret is in every panic of these tests and may be in no log line.
const secret = "my left knee"

// panickySender panics for one chat.
type panickySender struct {
	*bottest.RecordingSender
	chat  bot.ChatID
	tries int
}

func (s *panickySender) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	if out.Chat == s.chat {
		s.tries++
		panic(secret)
	}
	return s.RecordingSender.Send(ctx, out)
}

// loud lets a test see everything that is logged, and fails it over the secret.
func loud(t *testing.T) func(*bot.Options) {
	var lines bytes.Buffer
	t.Cleanup(func() {
		if strings.Contains(lines.String(), secret) || lines.Len() == 0 {
			t.Errorf("logged:\n%s", &lines)
		}
	})
	return func(o *bot.Options) {
		o.Log = slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
}

// TestSenderPanics: an attempt with unknown outcome, made again until it is
// enough, and nobody else notices.
func TestSenderPanics(t *testing.T) {
	h := newHouse(t, loud(t))
	h.agree(anna, ben)
	h.news()
	sender := &panickySender{RecordingSender: h.sender, chat: bot.ChatID(anna)}
	h.in = h.bot.Join(sender)
	h.say(anna, "full")
	h.say(ben, "full")
	h.wantNews("Neck and shoulder pain right now? 0 is none, 10 the worst you can imagine.")
	for range 2 * bot.MostAttempts {
		h.clock.pass(bot.UnsureFor(bot.MostAttempts))
		h.wake()
	}
	if sender.tries != bot.MostAttempts {
		t.Errorf("%d attempts, want %d", sender.tries, bot.MostAttempts)
	}
	if p := h.person(anna); len(p.Outbox) > 0 {
		t.Errorf("still owed: %v", p.Outbox)
	}
	h.say(ben, "cancel")
	if len(h.news()) != 1 {
		t.Error("the other person is not answered")
	}
}

// TestExcusePanics: not even the apology may end the process.
func TestExcusePanics(t *testing.T) {
	h := newHouse(t, loud(t))
	h.in = h.bot.Join(&panickySender{RecordingSender: h.sender, chat: bot.ChatID(anna)})
	h.flaky.FailBefore(1, errAway, bottest.OpLoad)
	if err := h.handle(h.text(anna, "fainted")); !errors.Is(err, bot.ErrLater) {
		t.Errorf("error %v", err)
	}
	h.say(ben, "hello")
	h.wantNews(welcome)
}

// TestWriterPanics plants a message that nobody can write. What is behind it
// goes out.
func TestWriterPanics(t *testing.T) {
	h := newHouse(t, loud(t))
	h.agree(anna)
	h.alter(anna, func(p *bot.Person) {
		p.Effects += 2
		p.Outbox = []bot.Effect{
			{ID: p.Effects - 1, Kind: bot.KindAnswer, Lines: []bot.Line{{Say: "week.this", Bars: []int{-900, -900, 0, 0, 0, 0, 0}}}},
			{ID: p.Effects, Kind: bot.KindAnswer, Lines: []bot.Line{{Say: "home.nothing"}}},
		}
	})
	h.news()
	h.say(anna, "privacy")
	if news := h.news(); len(news) != 2 || news[0] != nothing {
		t.Errorf("came %q", news)
	}
	for range bot.MostAttempts {
		h.clock.pass(bot.UnsureFor(bot.MostAttempts))
		h.wake()
	}
	if p := h.person(anna); len(p.Outbox) > 0 {
		t.Errorf("still owed: %v", p.Outbox)
	}
}

// TestDecidePanics gives the bot no library, so that everything about a
// session makes it panic.
func TestDecidePanics(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "full", "2", "timer")
	h.news()
	h.enter(loud(t), func(o *bot.Options) { o.Decider.Library = nil })
	before := h.stored(anna)
	e := h.text(anna, "done")
	for range 2 {
		if err := h.handle(e); !errors.Is(err, bot.ErrNever) {
			t.Errorf("error %v", err)
		}
	}
	h.wantNews(unhandled)
	if after := h.stored(anna); after.Version != before.Version {
		t.Errorf("it was saved: %+v", after)
	}
	h.clock.pass(time.Minute)
	h.wake() // parked, or this would not end
	h.clock.pass(24 * time.Hour)
	h.wake()
	if after := h.stored(anna); after.Wakes != (bot.Wakes{}) || !bytes.Equal(after.Data, before.Data) {
		t.Errorf("parked as %+v", after)
	}
	h.say(ben, "hello")
	h.wantNews(welcome)

	// A version without the fault goes on where it stood.
	h.enter()
	h.say(anna, "help")
	if p := h.person(anna); h.stored(anna).Wakes.Bulk.IsZero() && p.Session != nil {
		t.Errorf("nobody will wake %+v", p)
	}
}

// TestParkingFails: a broken document comes up again, and harms nobody.
func TestParkingFails(t *testing.T) {
	h := newHouse(t, loud(t))
	h.plant(anna, []byte("garbage"), bot.Wakes{Bulk: h.now()})
	h.flaky.FailBefore(1, errAway, bottest.OpCommit)
	h.wake()
	if h.stored(anna).Wakes.Bulk.IsZero() {
		t.Fatal("it was parked although the store failed")
	}
	h.clock.pass(bot.DefaultLease)
	h.wake()
	if stored := h.stored(anna); stored.Wakes != (bot.Wakes{}) || string(stored.Data) != "garbage" {
		t.Errorf("it was left as %+v", stored)
	}
}
