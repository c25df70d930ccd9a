package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const telegramToken = "987654:Sehr-geheim"

// newBotAPI returns a Bot API server on which somebody writes "/start", and
// what the bot answers there.
func newBotAPI(t *testing.T) (address string, answers <-chan string) {
	t.Helper()
	said := make(chan string, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		result := "true"
		switch strings.TrimPrefix(r.URL.Path, "/bot"+telegramToken+"/") {
		case "getMe":
			result = `{"id":1,"username":"unknot_bot"}`
		case "getUpdates":
			result = "[]"
			if r.FormValue("offset") == "0" {
				result = `[{"update_id":5,"message":{"from":{"id":77},"chat":{"id":77,"type":"private"},"text":"/start"}}]`
			} else {
				select { // nothing more is written
				case <-r.Context().Done():
				case <-time.After(time.Minute):
				}
			}
		case "sendMessage":
			said <- r.FormValue("chat_id") + ": " + r.FormValue("text")
			result = `{"message_id":9}`
		}
		fmt.Fprintf(w, `{"ok":true,"result":%s}`, result)
	}))
	t.Cleanup(server.Close)
	return server.URL, said
}

func TestServeTelegram(t *testing.T) {
	address, answers := newBotAPI(t)
	s := serve(t, []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_LOG=debug", "UNKNOT_TELEGRAM_TOKEN=" + telegramToken, "UNKNOT_TELEGRAM_API=" + address}, everyPlatform()...)
	select {
	case said := <-answers:
		if !strings.HasPrefix(said, "77: ") || !strings.Contains(said, "one step at a time") {
			t.Errorf("it answers %q", said)
		}
	case <-time.After(time.Minute):
		t.Fatalf("no answer: %s", s.stderr)
	}
	s.ends()
	if said := s.stderr.String(); !strings.Contains(said, "serving telegram") || strings.Contains(said, "geheim") {
		t.Errorf("it says %q", said)
	}
}

func TestServeTelegramWithWrongSettings(t *testing.T) {
	for says, environ := range map[string][]string{
		"UNKNOT_TELEGRAM_TOKEN is no token": {"UNKNOT_TELEGRAM_TOKEN=geheim"},
		"UNKNOT_TELEGRAM_API":               {"UNKNOT_TELEGRAM_TOKEN=" + telegramToken, "UNKNOT_TELEGRAM_API=geheim"},
	} {
		stderr := &lockedBuffer{}
		code := run(t.Context(), process{args: []string{"serve"}, environ: append(environ, "UNKNOT_DATA="+t.TempDir()),
			stdout: io.Discard, stderr: stderr, platforms: everyPlatform()})
		if code == exitDone || !strings.Contains(stderr.String(), says) || strings.Contains(stderr.String(), "geheim") {
			t.Errorf("%d %q, want %q", code, stderr, says)
		}
	}
}

// A token that Telegram does not know is told, and asked about again.
func TestServeTelegramWithATokenThatIsNotAccepted(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"ok":false,"error_code":401,"description":"Unauthorized"}`)
	}))
	t.Cleanup(server.Close)
	s := serve(t, []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_TELEGRAM_TOKEN=" + telegramToken, "UNKNOT_TELEGRAM_API=" + server.URL}, everyPlatform()...)
	for end := time.Now().Add(time.Minute); !strings.Contains(s.stderr.String(), "UNKNOT_TELEGRAM_TOKEN is not accepted"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it says %q", s.stderr)
		}
	}
	s.ends()
}
