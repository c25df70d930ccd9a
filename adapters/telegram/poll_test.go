package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

// handler is a bot that keeps what it is handed.
type handler struct {
	mu     sync.Mutex
	events []bot.Event
	answer func(ctx context.Context, e bot.Event) error
}

func (h *handler) Handle(ctx context.Context, e bot.Event) error {
	h.mu.Lock()
	h.events = append(h.events, e)
	h.mu.Unlock()
	if h.answer == nil {
		return nil
	}
	return h.answer(ctx, e)
}

// texts returns what one person wrote, as it was handed over.
func (h *handler) texts(doc bot.DocID) []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []string
	for _, e := range h.events {
		if e.Doc == doc {
			all = append(all, e.Text+e.Tap)
		}
	}
	return all
}

// running starts an adapter and returns what ends it.
func running(t *testing.T, f *fake, h *handler, log *slog.Logger) (stop func() error) {
	t.Helper()
	return run(t, connect(t, f, log), h)
}

func run(t *testing.T, a *telegram.Telegram, h *handler) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx, h) }()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { _ = stop() })
	return stop
}

// until waits for something that nobody announces. In a bubble that takes no time.
func until(t *testing.T, what string, came func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !came(); <-time.After(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not so after 20 s: %s", what)
		}
	}
}

const me = bot.DocID("telegram:77")

func TestACrashLosesNothing(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		h := &handler{answer: func(ctx context.Context, e bot.Event) error {
			if e.Text == "two" {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}}
		stop := running(t, f, h, nil)
		for _, text := range []string{"one", "two", "three"} {
			f.write(text)
		}
		until(t, "one is confirmed", func() bool { return f.Acknowledged() == 1 && len(h.texts(me)) == 2 })
		_ = stop()
		if got := f.Acknowledged(); got != 1 {
			t.Errorf("%d are confirmed, want 1", got)
		}
		again := &handler{}
		running(t, f, again, nil)
		until(t, "three is confirmed", func() bool { return f.Acknowledged() == 3 })
		if got := again.texts(me); !slices.Contains(got, "three") {
			t.Errorf("after the crash came %q, want three among them", got)
		}
	})
}

func TestOthersGoOnWhileOneWaits(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		release := make(chan struct{})
		h := &handler{answer: func(ctx context.Context, e bot.Event) error {
			if e.Doc == me {
				<-release
			}
			return nil
		}}
		running(t, f, h, nil)
		f.write("slow")
		until(t, "slow is at work", func() bool { return len(h.texts(me)) == 1 })
		for i := range 5 {
			f.Write(78, fmt.Sprint(i))
		}
		until(t, "the others are handled", func() bool { return len(h.texts("telegram:78")) == 5 })
		if got := f.Acknowledged(); got != 0 {
			t.Errorf("%d are confirmed before the first is done", got)
		}
		close(release)
		until(t, "all are confirmed", func() bool { return f.Acknowledged() == 6 })
		if got := h.texts("telegram:78"); !slices.Equal(got, []string{"0", "1", "2", "3", "4"}) {
			t.Errorf("handed over as %q", got)
		}
	})
}

func TestAwayHoldsEverything(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		var mu sync.Mutex
		away := true
		h := &handler{answer: func(context.Context, bot.Event) error {
			mu.Lock()
			defer mu.Unlock()
			if away {
				return fmt.Errorf("no disk: %w", bot.ErrLater)
			}
			return nil
		}}
		running(t, f, h, nil)
		f.write("one")
		until(t, "it is handed over again", func() bool { return len(h.texts(me)) > 5 })
		if f.Acknowledged() != 0 {
			t.Error("it is confirmed while the store is away")
		}
		mu.Lock()
		away = false
		mu.Unlock()
		until(t, "it is confirmed", func() bool { return f.Acknowledged() == 1 })
	})
}

func TestABadUpdateIsSkipped(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		h := &handler{}
		f.write("before")
		f.Happen(`{"update_id":ID,"message":["no message"]}`)
		f.Happen(`{"message":{}}`)
		f.write("after")
		a := connect(t, f, nil)
		run(t, a, h)
		until(t, "all four are confirmed", func() bool { return f.Acknowledged() == 4 })
		if got := h.texts(me); !slices.Equal(got, []string{"before", "after"}) || a.Unreadable() != 2 {
			t.Errorf("handed over as %q, and %d skipped", got, a.Unreadable())
		}
	})
}

// After a quiet week Telegram may begin with any number, also a smaller one. No bubble:
// its clock stands still while polls end at once.
func TestNumbersThatBeginAnew(t *testing.T) {
	f := newFake(t)
	h := &handler{}
	running(t, f, h, nil)
	f.write("before")
	until(t, "it is confirmed", func() bool { return f.Acknowledged() == 1 })
	f.Quiet() // the poll ends with nothing
	until(t, "no number is asked for", func() bool { return f.LastAsked("offset") == "0" })
	f.BeginAt(5)
	f.write("after")
	until(t, "it comes", func() bool { return len(h.texts(me)) == 2 })
}

// What Telegram was told to forget and gives again is not handed over again.
func TestAnUpdateThatComesAgain(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		h := &handler{}
		running(t, f, h, nil)
		for i := range 3 {
			f.write(fmt.Sprint(i))
			until(t, "it is confirmed", func() bool { return f.Acknowledged() == i+1 })
		}
		f.Redeliver(2)
		f.write("last")
		until(t, "the last is confirmed", func() bool { return f.Acknowledged() == 4 })
		if got := h.texts(me); !slices.Equal(got, []string{"0", "1", "2", "last"}) {
			t.Errorf("handed over as %q", got)
		}
	})
}

func TestWhatIsAskedFor(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		running(t, f, &handler{}, nil)
		until(t, "a poll", func() bool { return f.LastAsked("timeout") == "50" })
		if got := f.LastAsked("allowed_updates"); got != `["message","edited_message","callback_query","my_chat_member"]` {
			t.Errorf("asked for %s", got)
		}
	})
}

func TestABadToken(t *testing.T) {
	for _, code := range []int{401, 404} {
		f := newFake(t)
		f.Fail("getMe", telegramtest.Refusal(code, "Unauthorized", 0))
		err := connect(t, f, nil).Run(t.Context(), &handler{})
		var wrong *telegram.TokenError
		if !errors.As(err, &wrong) || !errors.Is(err, bot.ErrRefused) || !strings.HasPrefix(err.Error(), "UNKNOT_TELEGRAM_TOKEN is not accepted: ") {
			t.Errorf("with %d Run ends with %v", code, err)
		}
	}
}

// A token that is withdrawn while the bot runs ends Run; one refusal alone
// does not.
func TestATokenThatIsWithdrawn(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		refused := telegramtest.Refusal(401, "Unauthorized", 0)
		f.Fail("getMe", nil, refused)
		f.Fail("getUpdates", refused)
		if err := connect(t, f, nil).Run(t.Context(), &handler{}); !errors.Is(err, bot.ErrRefused) {
			t.Errorf("Run ends with %v", err)
		}
	})
}

func TestStartsWhenTelegramComesBack(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.Fail("getMe", telegramtest.Refusal(502, "Bad Gateway", 0), telegramtest.HangUp, telegramtest.Refusal(429, "Too Many Requests", 1))
		f.Fail("getUpdates", telegramtest.Refusal(409, "Conflict", 0), telegramtest.Refusal(401, "Unauthorized", 0), telegramtest.HangUp, telegramtest.Refusal(429, "Too Many Requests", 1))
		h := &handler{}
		running(t, f, h, nil)
		f.write("one")
		until(t, "it is confirmed", func() bool { return f.Acknowledged() == 1 })
	})
}

func TestPressesInWrongPlaces(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		h := &handler{}
		running(t, f, h, nil)
		f.PressIn(person, `{"id":-5,"type":"supergroup"}`, "in a group")
		f.PressIn(78, `{"id":77,"type":"private"}`, "foreign")
		f.Happen(`{"update_id":ID,"callback_query":{"id":"cb","from":{"id":77},"data":"no message"}}`)
		f.PressIn(person, `{"id":77,"type":"private"}`, "right")
		until(t, "all are confirmed and answered", func() bool { return f.Acknowledged() == 4 && len(f.Answered()) == 3 }) // the server itself never gave a press without a message
		if got := append(h.texts(me), h.texts("telegram:78")...); !slices.Equal(got, []string{"right"}) {
			t.Errorf("handed over as %q", got)
		}
	})
}

// A group is told once where to write, when somebody writes there or puts the
// bot there. A channel is told nothing: everybody would read it.
func TestGroupsAreToldOnce(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		h := &handler{}
		a, err := telegram.New(telegram.Options{Token: token, API: f.api, Transport: f.way, Introductions: []bot.Introduction{{Private: "In private only."}}})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- a.Run(ctx, h) }()
		for range 3 {
			f.Happen(`{"update_id":ID,"message":{"message_id":5,"from":{"id":77},"chat":{"id":-5,"type":"group"},"text":"start"}}`)
		}
		for chat, kind := range map[int]string{-6: "supergroup", -7: "channel"} {
			for _, status := range []string{"member", "administrator", "left"} {
				f.Happen(fmt.Sprintf(`{"update_id":ID,"my_chat_member":{"from":{"id":77},"chat":{"id":%d,"type":%q},"new_chat_member":{"status":%q}}}`, chat, kind, status))
			}
		}
		until(t, "all are confirmed", func() bool { return f.Acknowledged() == 9 })
		cancel()
		<-ended
		for chat, want := range map[int64][]string{-5: {"In private only.\n\nhttps://t.me/unknot_bot"}, -6: {"In private only.\n\nhttps://t.me/unknot_bot"}, -7: nil} {
			if got := f.Seen(chat); !slices.Equal(got, want) {
				t.Errorf("%d is told %q, want %q", chat, got, want)
			}
		}
		if len(h.events) > 0 {
			t.Errorf("%d events came", len(h.events))
		}
	})
}

func TestTheTokenIsNeverTold(t *testing.T) {
	f := newFake(t)
	f.server.Close()
	var told bytes.Buffer
	a := connect(t, f, slog.New(slog.NewTextHandler(&told, &slog.HandlerOptions{Level: slog.LevelDebug})))
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, failed := a.Send(ctx, bot.Outgoing{Chat: "77", Message: bot.Message{Text: bot.ParseText("hello")}})
	ended := a.Run(ctx, &handler{})
	_, wrong := telegram.New(telegram.Options{Token: "Sehr-geheim_77 "})
	_, address := telegram.New(telegram.Options{Token: token, API: "Sehr-geheim_77"})
	for _, err := range []error{failed, ended, wrong, address} {
		if err == nil {
			t.Fatal("no error")
		}
		fmt.Fprintf(&told, "%v %+v %#v\n", err, err, errors.Unwrap(err))
	}
	if bot.ClassOf(failed) != bot.SendTemporary {
		t.Errorf("Send with no server is %v", failed)
	}
	for _, word := range []string{"geheim", "987654", "127.0.0.1"} {
		if strings.Contains(told.String(), word) {
			t.Errorf("%q is told: %s", word, told.String())
		}
	}
}
