package discord_test

import (
	"log/slog"
	"testing"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
	"unknot/bot/bottest"
)

const (
	person  = "77"
	written = `^(POST|PATCH) channels/`
)

func connect(t *testing.T, s *discordtest.Server, log *slog.Logger) *discord.Discord {
	t.Helper()
	d, err := discord.New(discord.Options{Token: discordtest.Token, API: discordtest.API, Log: log, Transport: s.Transport(), Dial: s.Dial})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAdapter(t *testing.T) {
	const wait = 7
	bottest.TestAdapter(t, bottest.AdapterHarness{
		Bubble: true,
		Connect: func(t *testing.T, log *slog.Logger) bottest.AdapterPlatform {
			s := discordtest.New(t)
			breakWith := func(f discordtest.Fault) func() { return func() { s.Break(written, -1, f) } }
			return bottest.AdapterPlatform{
				Adapter:   connect(t, s, log),
				Chat:      "500077",
				Secrets:   []string{discordtest.Token, "Sehr-geheim_77", "aW50-geheim"},
				Write:     func(text string) { s.Write(person, text) },
				Press:     func(back, choice int) { s.Press(person, "", back, choice) },
				Seen:      func() []string { return texts(s.Room(person)) },
				Files:     func() [][]byte { return files(s.Room(person)) },
				Redeliver: s.Redeliver,
				Noise:     noise(s),
				Breaks: map[bot.SendClass]func(){
					bot.SendGone:      breakWith(discordtest.Refusal(403, 50007)),
					bot.SendWait:      breakWith(discordtest.TooMany(wait, false)),
					bot.SendTemporary: breakWith(discordtest.Refusal(401, 0)),
					bot.SendUnknown:   breakWith(discordtest.HangUp),
					bot.SendPermanent: breakWith(discordtest.Refusal(400, 50035)),
				},
				Mend: s.Mend,
				Wait: wait * time.Second,
			}
		},
	})
}

func texts(messages []discordtest.Message) []string {
	var all []string
	for _, m := range messages {
		all = append(all, m.Text)
	}
	return all
}

func files(messages []discordtest.Message) [][]byte {
	var all [][]byte
	for _, m := range messages {
		for _, f := range m.Files {
			all = append(all, f.Data)
		}
	}
	return all
}

func noise(s *discordtest.Server) map[string]func() {
	const interaction = `{"id":"5","application_id":"900","token":"t","context":1,"channel_id":"500077","user":{"id":"77"},`
	return map[string]func(){
		"a sticker":         func() { s.Write(person, "") },
		"a pin":             func() { s.WriteAs(person, "500077", "", 6, "zwickmuehle") },
		"words on a server": func() { s.WriteAs(person, discordtest.Channel, discordtest.Guild, 0, "zwickmuehle") },
		"its own message": func() {
			s.Tell("MESSAGE_CREATE", `{"id":"5","channel_id":"500077","author":{"id":"900","bot":true},"content":"zwickmuehle"}`)
		},
		"a broken message":     func() { s.Tell("MESSAGE_CREATE", `{"id":7,"content":"zwickmuehle"}`) },
		"a broken interaction": func() { s.Tell("INTERACTION_CREATE", `{"id":"5","data":"zwickmuehle"}`) },
		"a press of nothing":   func() { s.Tell("INTERACTION_CREATE", interaction+`"type":3,"data":{}}`) },
		"an unknown kind":      func() { s.Tell("INTERACTION_CREATE", interaction+`"type":99,"data":{"name":"zwickmuehle"}}`) },
		"an unknown event":     func() { s.Tell("ZWICKMUEHLE", `{"zwickmuehle":1}`) },
		"an edit": func() {
			s.Tell("MESSAGE_UPDATE", `{"id":"5","channel_id":"500077","content":"zwickmuehle","author":{"id":"77"}}`)
		},
		"a lost connection":     s.Drop,
		"told to connect again": s.Reconnect,
		"an invalid session":    s.Invalidate,
		"asked for a heartbeat": s.AskHeartbeat,
	}
}
