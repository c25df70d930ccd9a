package telegram_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

func say(markdown string, labels ...string) bot.Message {
	m := bot.Message{Text: bot.ParseText(markdown)}
	for _, l := range labels {
		m.Choice = append(m.Choice, bot.Button{Label: l, Code: "code of " + l})
	}
	return m
}

func TestSendErrors(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer telegramtest.Fault
		want   bot.SendError
	}{
		{"blocked", telegramtest.Refusal(403, "Forbidden: bot was blocked by the user", 0), bot.SendError{Class: bot.SendGone, Invalid: true}},
		{"no chat", telegramtest.Refusal(400, "Bad Request: chat not found", 0), bot.SendError{Class: bot.SendGone, Invalid: true}},
		{"deactivated", telegramtest.Refusal(403, "Forbidden: user is deactivated", 0), bot.SendError{Class: bot.SendGone, Invalid: true}},
		{"flood", telegramtest.Refusal(429, "Too Many Requests: retry after 9", 9), bot.SendError{Class: bot.SendWait, Wait: 9 * time.Second, Invalid: true}},
		{"flood without a time", telegramtest.Refusal(429, "Too Many Requests", 0), bot.SendError{Class: bot.SendWait, Wait: time.Second, Invalid: true}},
		{"no code", telegramtest.Refusal(0, "", 3), bot.SendError{Class: bot.SendWait, Wait: 3 * time.Second, Invalid: true}},
		{"bad token", telegramtest.Refusal(401, "Unauthorized", 0), bot.SendError{Class: bot.SendTemporary, Invalid: true}},
		{"down", telegramtest.Refusal(502, "Bad Gateway", 0), bot.SendError{Class: bot.SendTemporary}},
		{"down, and no word of it", telegramtest.Bare(502), bot.SendError{Class: bot.SendUnknown}},
		{"cut", telegramtest.HangUp, bot.SendError{Class: bot.SendUnknown}},
		{"elsewhere", func(w http.ResponseWriter, _ func(http.ResponseWriter)) {
			w.Header().Set("Location", "http://x.invalid/")
			w.WriteHeader(307)
		}, bot.SendError{Class: bot.SendUnknown}},
		{"refused", telegramtest.Refusal(400, "Bad Request: wrong text", 0), bot.SendError{Class: bot.SendPermanent}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFake(t)
			if c.name == "no code" {
				c.answer = func(w http.ResponseWriter, _ func(http.ResponseWriter)) {
					_, _ = w.Write([]byte(`{"ok":false,"parameters":{"retry_after":3}}`))
				}
			}
			f.Fail("sendMessage", c.answer)
			_, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: say("hello")})
			var got *bot.SendError
			if !errors.As(err, &got) {
				t.Fatalf("Send fails with %v", err)
			}
			if c.want.Err = got.Err; *got != c.want {
				t.Errorf("%+v, want %+v", *got, c.want)
			}
		})
	}
}

func TestMarkupThatIsNotUnderstood(t *testing.T) {
	f := newFake(t)
	f.Plain()
	_, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: say("**a** < b & \\*c\\*")})
	if got := f.Seen(person); err != nil || !slices.Equal(got, []string{"a < b & *c*"}) {
		t.Errorf("seen: %q, error %v", got, err)
	}
}

func TestReplaceWhatIsGone(t *testing.T) {
	for _, said := range []string{"message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"} {
		f := newFake(t)
		f.Fail("editMessageText", telegramtest.Refusal(400, "Bad Request: "+said, 0))
		reference, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: say("new"), Replace: "4"})
		if got := f.Seen(person); err != nil || reference != "1" || !slices.Equal(got, []string{"new"}) {
			t.Errorf("%s: seen: %q, reference %q, error %v", said, got, reference, err)
		}
	}
}

func TestReplaceKeepsTheReference(t *testing.T) {
	f := newFake(t)
	a := connect(t, f, nil)
	first, _ := a.Send(t.Context(), bot.Outgoing{Chat: "77", Message: say("old", "a", "b")})
	for range 2 {
		again, err := a.Send(t.Context(), bot.Outgoing{Chat: "77", Message: say("new"), Replace: first})
		if err != nil || again != first {
			t.Errorf("replaced %q by %q, error %v", first, again, err)
		}
	}
	if m := f.Messages(person); len(m) != 1 || m[0].Text != "new" || len(m[0].Buttons) > 0 {
		t.Errorf("the chat has %+v", m)
	}
}

// row is a row of buttons as Telegram wants it.
func row(labels ...string) string {
	var keys []string
	for _, l := range labels {
		keys = append(keys, `{"text":"`+l+`","callback_data":"code of `+l+`"}`)
	}
	return "[" + strings.Join(keys, ",") + "]"
}

// What was to be changed can be changed again: nobody sees it twice.
func TestAChangeOfUnknownOutcomeIsRepeated(t *testing.T) {
	for _, fault := range []telegramtest.Fault{telegramtest.HangUp, telegramtest.Bare(502), telegramtest.After(telegramtest.HangUp)} {
		f := newFake(t)
		a := connect(t, f, nil)
		out := bot.Outgoing{Chat: "77", Message: say("old")}
		out.Replace, _ = a.Send(t.Context(), out)
		out.Message = say("new")
		f.Fail("editMessageText", fault)
		if _, err := a.Send(t.Context(), out); bot.ClassOf(err) != bot.SendTemporary {
			t.Errorf("the first attempt ends with %v", err)
		}
		reference, err := a.Send(t.Context(), out)
		if got := f.Seen(person); err != nil || reference != out.Replace || !slices.Equal(got, []string{"new"}) {
			t.Errorf("seen: %q, error %v", got, err)
		}
	}
}

// A long text that is changed in its place can be changed again from its first
// part on, as long as nothing new went out.
func TestALongChangeIsRepeated(t *testing.T) {
	f := newFake(t)
	a := connect(t, f, nil)
	out := bot.Outgoing{Chat: "77", Message: say(strings.Repeat("word ", 2000))}
	out.Replace, _ = a.Send(t.Context(), out)
	out.Message = say(strings.Repeat("other ", 1300), "Done")
	f.Fail("editMessageText", nil, telegramtest.HangUp)
	if _, err := a.Send(t.Context(), out); bot.ClassOf(err) != bot.SendTemporary {
		t.Errorf("the first attempt ends with %v", err)
	}
	if _, err := a.Send(t.Context(), out); err != nil {
		t.Error(err)
	}
	got := f.Seen(person)
	if all := strings.Join(got, ""); len(got) != 2 || strings.Contains(all, "word") || strings.Count(all, "other") != 1300 {
		t.Errorf("%d messages with %d words", len(got), strings.Count(all, "other"))
	}
}

func TestButtons(t *testing.T) {
	f := newFake(t)
	a := connect(t, f, nil)
	m := say("which?", "Done", "Skip", "Stop", "a label that needs its own row", "0", "1", "2", "3", "4", "5", "10", "Later")
	m.Silent = true
	if _, err := a.Send(t.Context(), bot.Outgoing{Chat: "77", Message: m}); err != nil {
		t.Fatal(err)
	}
	rows := []string{row("Done", "Skip"), row("Stop"), row("a label that needs its own row"), row("0", "1", "2", "3", "4", "5"), row("10"), row("Later")}
	want := `{"inline_keyboard":[` + strings.Join(rows, ",") + "]}"
	if got := f.Messages(person)[0]; got.Keys != want || !got.Silent {
		t.Errorf("silent %v with\n%s, want\n%s", got.Silent, got.Keys, want)
	}
	for _, code := range []string{"", strings.Repeat("x", 65)} {
		m.Choice[0].Code = code
		if _, err := a.Send(t.Context(), bot.Outgoing{Chat: "77", Message: m}); bot.ClassOf(err) != bot.SendPermanent {
			t.Errorf("a code of %d bytes: %v", len(code), err)
		}
	}
}

// What failed after a part of it arrived is never sent again.
func TestALaterPartFails(t *testing.T) {
	for _, c := range []struct {
		answer telegramtest.Fault
		want   bot.SendClass
	}{
		{telegramtest.Refusal(500, "Internal Server Error", 0), bot.SendUnknown},
		{telegramtest.Refusal(429, "Too Many Requests", 3), bot.SendUnknown},
		{telegramtest.Refusal(403, "Forbidden: bot was blocked by the user", 0), bot.SendGone},
	} {
		f := newFake(t)
		f.Fail("sendMessage", nil, c.answer)
		m := say(strings.Repeat("word ", 2000), "Done")
		if _, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: m}); bot.ClassOf(err) != c.want {
			t.Errorf("%v, want class %v", err, c.want)
		}
		if all := f.Messages(person); len(all) != 1 || len(all[0].Buttons) > 0 {
			t.Errorf("%d parts arrived, want one without buttons", len(all))
		}
	}
}
