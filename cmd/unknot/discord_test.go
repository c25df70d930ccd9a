package main

import (
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"unknot/adapters/discord/discordtest"
)

// discordSettings are the settings of a bot on a Discord behind sockets.
func discordSettings(t *testing.T, s *discordtest.Server) []string {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.Behind(server.URL)
	return []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_DISCORD_TOKEN=" + discordtest.Token, "UNKNOT_DISCORD_API=" + server.URL + "/api/v10"}
}

func TestServeDiscord(t *testing.T) {
	d := discordtest.New(t)
	s := serve(t, append(discordSettings(t, d), "UNKNOT_LOG=debug"), everyPlatform()...)
	until(t, "nobody is connected", func() bool { n, _ := d.Beginnings(); return n == 1 })
	d.Command("77", "", "start")
	until(t, "nobody answers", func() bool { return len(d.Room("77")) > 0 })
	if m := d.Room("77")[0]; !strings.Contains(m.Text, "one step at a time") || len(m.Choices) == 0 {
		t.Errorf("it answers %+v", m)
	}
	until(t, "no commands are listed", func() bool { return strings.Contains(string(d.Commands()), `"migraine"`) })
	id := d.Type("77", "", "routine", discordtest.Option{Name: "words", Kind: 3, Value: "neck", Focused: true})
	until(t, "nothing is suggested", func() bool { return len(d.Suggested(id)) > 0 })
	s.ends()
	if said := s.stderr.String(); !strings.Contains(said, "serving discord") || strings.Contains(said, "geheim") {
		t.Errorf("it says %q", said)
	}
}

// One sentence, and the exit code that tells whoever restarts programs to leave
// it.
func TestServeEndsWhenDiscordRefusesIt(t *testing.T) {
	d := discordtest.New(t)
	d.RefuseNext(4014)
	s := serve(t, discordSettings(t, d), everyPlatform()...)
	select {
	case code := <-s.done:
		s.done <- code
		if said := s.stderr.String(); code != exitUsage || !strings.Contains(said, "it closes the gateway with 4014") || strings.Contains(said, "geheim") {
			t.Errorf("it ends with %d and says %q", code, said)
		}
	case <-time.After(time.Minute):
		t.Fatalf("it goes on: %s", s.stderr)
	}
}

func TestServeDiscordWithWrongSettings(t *testing.T) {
	token := "UNKNOT_DISCORD_TOKEN=" + discordtest.Token
	for says, environ := range map[string][]string{
		"UNKNOT_DISCORD_TOKEN is no token":                  {"UNKNOT_DISCORD_TOKEN=geheim"},
		"UNKNOT_DISCORD_API":                                {token, "UNKNOT_DISCORD_API=geheim"},
		`(UNKNOT_DISCORD_SHARDS) is "65": write a number`:   {token, "UNKNOT_DISCORD_SHARDS=65"},
		`(UNKNOT_DISCORD_SHARDS) is "many": write a number`: {token, "UNKNOT_DISCORD_SHARDS=many"},
	} {
		stderr := &lockedBuffer{}
		code := run(t.Context(), process{args: []string{"serve"}, environ: append(environ, "UNKNOT_DATA="+t.TempDir()),
			stdout: io.Discard, stderr: stderr, platforms: everyPlatform()})
		if code != exitUsage || !strings.Contains(stderr.String(), says) || strings.Contains(stderr.String(), "geheim") {
			t.Errorf("%d %q, want %q", code, stderr, says)
		}
	}
}
