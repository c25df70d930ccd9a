package telegram_test

import (
	"log/slog"
	"testing"
	"time"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
	"unknot/bot/bottest"
)

func connect(t *testing.T, f *fake, log *slog.Logger) *telegram.Telegram {
	t.Helper()
	a, err := telegram.New(telegram.Options{Token: token, API: f.api, Transport: f.way, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	a.Hurry()
	return a
}

// TestAdapter needs no socket: the tests of polling and of sending have one.
func TestAdapter(t *testing.T) {
	bottest.TestAdapter(t, bottest.AdapterHarness{
		Bubble: true,
		Connect: func(t *testing.T, log *slog.Logger) bottest.AdapterPlatform {
			f := telegramtest.New()
			a, err := telegram.New(telegram.Options{Token: token, Log: log, Transport: f.Transport()})
			if err != nil {
				t.Fatal(err)
			}
			return platform(f, a, 7)
		},
	})
}

func TestAdapterWithAWebhook(t *testing.T) {
	bottest.TestAdapter(t, bottest.AdapterHarness{
		Connect: func(t *testing.T, log *slog.Logger) bottest.AdapterPlatform {
			p := newPushing(t)
			return platform(p.Server, p.connect(log), 1) // it is waited for
		},
	})
}

// platform is what the suite needs of a server with an adapter on it.
func platform(f *telegramtest.Server, a bot.Adapter, wait int) bottest.AdapterPlatform {
	breaks := func(with telegramtest.Fault) func() { return func() { f.Break(with) } }
	return bottest.AdapterPlatform{
		Adapter:      a,
		Chat:         "77",
		Secrets:      []string{token, "Sehr-geheim_77"},
		Write:        func(text string) { f.Write(person, text) },
		Press:        func(back, choice int) { f.Press(person, back, choice) },
		Seen:         func() []string { return f.Seen(person) },
		Files:        func() [][]byte { return contents(f.Files(person)) },
		Redeliver:    func() { f.Redeliver(0) },
		Acknowledged: f.Acknowledged,
		Noise:        noise(f),
		Breaks: map[bot.SendClass]func(){
			bot.SendGone:      breaks(telegramtest.Refusal(403, "Forbidden: bot was blocked by the user", 0)),
			bot.SendWait:      breaks(telegramtest.Refusal(429, "Too Many Requests: retry after", wait)),
			bot.SendTemporary: breaks(telegramtest.Refusal(500, "Internal Server Error", 0)),
			bot.SendUnknown:   breaks(telegramtest.HangUp),
			bot.SendPermanent: breaks(telegramtest.Refusal(400, "Bad Request: message is too long", 0)),
		},
		Mend: breaks(nil),
		Wait: time.Duration(wait) * time.Second,
	}
}

func contents(files []telegramtest.File) [][]byte {
	var all [][]byte
	for _, f := range files {
		all = append(all, f.Data)
	}
	return all
}

// noise is what happens in chats and is nothing a person said to the bot.
func noise(f *telegramtest.Server) map[string]func() {
	const me = `"from":{"id":77,"is_bot":false,"first_name":"A"}`
	return map[string]func(){
		"a sticker":       func() { f.Write(person, "") },
		"a broken update": func() { f.Happen(`{"update_id":ID,"message":{"text":7}}`) },
		"an edit": func() {
			f.Happen(`{"update_id":ID,"edited_message":{"message_id":5,"date":1,"chat":{"id":77,"type":"private"},` + me + `,"text":"zwickmuehle"}}`)
		},
		"a block": func() {
			f.Happen(`{"update_id":ID,"my_chat_member":{"chat":{"id":77,"type":"private"},` + me + `,"date":1,"new_chat_member":{"status":"kicked"}}}`)
		},
		"a group": func() {
			f.Happen(`{"update_id":ID,"message":{"message_id":5,"date":1,"chat":{"id":-5,"type":"group"},` + me + `,"text":"zwickmuehle"}}`)
		},
		"a press in a group": func() { f.PressIn(person, `{"id":-5,"type":"group"}`, "zwickmuehle") },
		"a foreign press":    func() { f.PressIn(person, `{"id":78,"type":"private"}`, "zwickmuehle") },
		"a conflict": func() {
			f.Fail("getUpdates", telegramtest.Refusal(409, "Conflict: terminated by other getUpdates request", 0))
		},
		"a bad gateway": func() {
			f.Fail("getUpdates", telegramtest.Bare(502), telegramtest.HangUp)
		},
	}
}
