package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"unknot/adapters/telegram/telegramtest"
)

// telegramSettings are the settings of a bot on a Bot API server behind a socket.
func telegramSettings(t *testing.T, api http.Handler) []string {
	t.Helper()
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	return []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_API=" + server.URL}
}

func TestServeTelegram(t *testing.T) {
	api := telegramtest.New()
	api.Write(telegramtest.Person, "/start")
	s := serve(t, append(telegramSettings(t, api), "UNKNOT_LOG=debug"), everyPlatform()...)
	until(t, "nobody answers", func() bool { return len(api.Seen(telegramtest.Person)) > 0 })
	if said := api.Seen(telegramtest.Person)[0]; !strings.Contains(said, "one step at a time") {
		t.Errorf("it answers %q", said)
	}
	s.ends()
	if said := s.stderr.String(); !strings.Contains(said, "serving telegram") || strings.Contains(said, "geheim") {
		t.Errorf("it says %q", said)
	}
}

func TestServeTelegramWithWrongSettings(t *testing.T) {
	for says, environ := range map[string][]string{
		"UNKNOT_TELEGRAM_TOKEN is no token": {"UNKNOT_TELEGRAM_TOKEN=geheim"},
		"UNKNOT_TELEGRAM_API":               {"UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_API=geheim"},
		"UNKNOT_TELEGRAM_WEBHOOK":           {"UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_WEBHOOK=geheim", "UNKNOT_TELEGRAM_LISTEN=:8081"},
		"UNKNOT_TELEGRAM_LISTEN":            {"UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_WEBHOOK=https://bot.example.org"},
	} {
		stderr := &lockedBuffer{}
		code := run(t.Context(), process{args: []string{"serve"}, environ: append(environ, "UNKNOT_DATA="+t.TempDir()),
			stdout: io.Discard, stderr: stderr, platforms: everyPlatform()})
		if code != exitUsage || !strings.Contains(stderr.String(), says) || strings.Contains(stderr.String(), "geheim") {
			t.Errorf("%d %q, want %q", code, stderr, says)
		}
	}
}
