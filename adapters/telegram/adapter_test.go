package telegram_test

import (
	"log/slog"
	"net/http"
	"testing"
	"time"

	"unknot/adapters/telegram"
	"unknot/bot"
	"unknot/bot/bottest"
)

func connect(t *testing.T, f *fake, log *slog.Logger) *telegram.Telegram {
	t.Helper()
	a, err := telegram.New(telegram.Options{Token: token, API: f.server.URL, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	a.Hurry()
	return a
}

func TestAdapter(t *testing.T) {
	const wait = 7
	bottest.TestAdapter(t, bottest.AdapterHarness{
		Connect: func(t *testing.T, log *slog.Logger) bottest.AdapterPlatform {
			f := newFake(t)
			return bottest.AdapterPlatform{
				Adapter:      connect(t, f, log),
				Chat:         "77",
				Secrets:      []string{token, "Sehr-geheim_77"},
				Write:        f.write,
				Press:        f.press,
				Seen:         f.seen,
				Redeliver:    f.redeliver,
				Acknowledged: f.acknowledged,
				Noise:        f.noise(),
				Breaks: map[bot.SendClass]func(){
					bot.SendGone:      f.breakWith(refusal(403, "Forbidden: bot was blocked by the user", 0)),
					bot.SendWait:      f.breakWith(refusal(429, "Too Many Requests: retry after 7", wait)),
					bot.SendTemporary: f.breakWith(refusal(500, "Internal Server Error", 0)),
					bot.SendUnknown:   f.breakWith(hangUp),
					bot.SendPermanent: f.breakWith(refusal(400, "Bad Request: message is too long", 0)),
				},
				Mend: f.breakWith(nil),
				Wait: wait * time.Second,
			}
		},
	})
}

func (f *fake) noise() map[string]func() {
	const me = `"from":{"id":77,"is_bot":false,"first_name":"A"}`
	return map[string]func(){
		"a sticker":       func() { f.write("") },
		"a broken update": func() { f.happen(`{"update_id":ID,"message":{"text":7}}`) },
		"an edit": func() {
			f.happen(`{"update_id":ID,"edited_message":{"message_id":5,"date":1,"chat":{"id":77,"type":"private"},` + me + `,"text":"zwickmuehle"}}`)
		},
		"a block": func() {
			f.happen(`{"update_id":ID,"my_chat_member":{"chat":{"id":77,"type":"private"},` + me + `,"date":1,"new_chat_member":{"status":"kicked"}}}`)
		},
		"a group": func() {
			f.happen(`{"update_id":ID,"message":{"message_id":5,"date":1,"chat":{"id":-5,"type":"group"},` + me + `,"text":"zwickmuehle"}}`)
		},
		"a press in a group": func() { f.pressIn(person, `{"id":-5,"type":"group"}`, "zwickmuehle") },
		"a foreign press":    func() { f.pressIn(person, `{"id":78,"type":"private"}`, "zwickmuehle") },
		"a conflict":         func() { f.fail("getUpdates", refusal(409, "Conflict: terminated by other getUpdates request", 0)) },
		"a bad gateway": func() {
			f.fail("getUpdates", func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) }, hangUp)
		},
	}
}
