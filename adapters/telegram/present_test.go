package telegram_test

import (
	"context"
	"testing"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

const inPrivate = `{"type":"all_private_chats"}`

func presented(t *testing.T, f *fake, all ...bot.Introduction) {
	t.Helper()
	a, err := telegram.New(telegram.Options{Token: token, API: f.server.URL, Introductions: all})
	if err != nil {
		t.Fatal(err)
	}
	a.Hurry()
	a.Present(t.Context())
}

// The list of commands and the descriptions are written in every language, and
// only what changed.
func TestPresent(t *testing.T) {
	f := newFake(t)
	own := bot.Introduction{About: "about", Short: "short", Commands: []bot.Command{{Name: "start", Text: "Begin"}, {Name: "help", Text: "Help"}}}
	german := bot.Introduction{Language: "de", About: "Worum es geht", Short: "kurz", Commands: []bot.Command{{Name: "start", Text: "Los"}}}
	sets := func() int {
		return f.Calls("setMyCommands") + f.Calls("setMyDescription") + f.Calls("setMyShortDescription")
	}
	presented(t, f, own, german)
	for _, c := range []struct{ method, scope, language, want string }{
		{"setMyCommands", inPrivate, "", `[{"command":"start","description":"Begin"},{"command":"help","description":"Help"}]`},
		{"setMyCommands", inPrivate, "de", `[{"command":"start","description":"Los"}]`},
		{"setMyDescription", "", "", `"about"`}, {"setMyDescription", "", "de", `"Worum es geht"`},
		{"setMyShortDescription", "", "", `"short"`}, {"setMyShortDescription", "", "de", `"kurz"`},
	} {
		if got := f.Profile(c.method, c.scope, c.language); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.method, c.language, got, c.want)
		}
	}
	if n := sets(); n != 6 {
		t.Errorf("%d were written, want 6", n)
	}
	presented(t, f, own, german)
	if n := sets(); n != 6 {
		t.Errorf("%d were written the second time, want none", n-6)
	}
	own.Short = "shorter"
	presented(t, f, own, german)
	if n := sets(); n != 7 || f.Profile("setMyShortDescription", "", "") != `"shorter"` {
		t.Errorf("%d were written after one changed, want one", n-6)
	}
}

// What Telegram does not take is tried again, but not for ever, and the bot
// works meanwhile.
func TestPresentThatFails(t *testing.T) {
	f := newFake(t)
	f.Fail("getMyCommands", telegramtest.Refusal(429, "Too Many Requests", 1), telegramtest.HangUp)
	presented(t, f, bot.Introduction{About: "a", Short: "b", Commands: []bot.Command{{Name: "help", Text: "Help"}}})
	if f.Profile("setMyCommands", inPrivate, "") == "" {
		t.Error("it was not tried again")
	}
	presented(t, f, bot.Introduction{About: "a", Short: "b", Commands: []bot.Command{{Name: "No Command", Text: "Help"}}})
	h := &handler{}
	a, err := telegram.New(telegram.Options{Token: token, API: f.api, Transport: f.way, Introductions: []bot.Introduction{{Commands: []bot.Command{{Name: "?", Text: "?"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx, h) }()
	f.write("hello")
	until(t, "the bot works", func() bool { return len(h.texts(me)) == 1 })
	cancel()
	<-ended
}
