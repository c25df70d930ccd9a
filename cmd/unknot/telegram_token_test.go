package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"unknot/adapters/telegram/telegramtest"
)

// strange returns the address of a Bot API server that answers everything with
// a code.
func strange(t *testing.T, code int) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		fmt.Fprintf(w, `{"ok":false,"error_code":%d,"description":"geheim"}`, code)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// A token that Telegram does not know is one sentence and an exit code that
// tells whoever restarts programs to leave it.
func TestServeEndsWithATokenThatIsNotAccepted(t *testing.T) {
	for _, code := range []int{401, 404} {
		s := serve(t, []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_API=" + strange(t, code)}, everyPlatform()...)
		select {
		case ended := <-s.done:
			s.done <- ended
			if ended != exitUsage {
				t.Errorf("with %d it ends with %d", code, ended)
			}
		case <-time.After(time.Minute):
			t.Fatalf("it goes on: %s", s.stderr)
		}
		said := strings.Split(strings.TrimSpace(s.stderr.String()), "\n")
		want := fmt.Sprintf("unknot: UNKNOT_TELEGRAM_TOKEN is not accepted: Telegram answers with %d; ask @BotFather for the token of the bot, or correct UNKNOT_TELEGRAM_API", code)
		if got := said[len(said)-1]; len(said) != 2 || got != want || strings.Contains(s.stderr.String(), "level=") || strings.Contains(s.stderr.String(), "geheim") {
			t.Errorf("it says %q", s.stderr)
		}
	}
}

// A platform that does not let the bot in takes none with it.
func TestServeGoesOnWithoutAPlatformThatRefusesIt(t *testing.T) {
	here := newScripted("here")
	s := serve(t, []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_API=" + strange(t, 401)},
		append(everyPlatform(), here.asPlatform())...)
	const why = "UNKNOT_TELEGRAM_TOKEN is not accepted"
	for end := time.Now().Add(time.Minute); !strings.Contains(s.stderr.String(), why); <-time.After(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it says %q", s.stderr)
		}
	}
	if err := here.says(t, "1", "hello"); err != nil || len(here.Sent()) != 1 {
		t.Errorf("the other platform: %v, %d messages", err, len(here.Sent()))
	}
	if code, body := s.ask("/readyz"); code != http.StatusOK || !strings.Contains(body, `"telegram":false`) || !strings.Contains(body, why) {
		t.Errorf("/readyz: %d %s", code, body)
	}
	got := start(t, []string{"UNKNOT_HTTP=" + s.address}, "health")
	if !strings.Contains(got.stdout, "telegram: "+why) || !strings.Contains(got.stdout, "here: running") {
		t.Errorf("health says %q", got.stdout)
	}
	s.ends()
	if n := strings.Count(s.stderr.String(), why); n != 1 {
		t.Errorf("it is told %d times: %s", n, s.stderr)
	}
}

func TestDoctorAsksTelegram(t *testing.T) {
	api := httptest.NewServer(telegramtest.New())
	t.Cleanup(api.Close)
	for says, address := range map[string]string{
		"ok  telegram   it knows the bot as @unknot_bot; asked for updates, of which 0 wait": api.URL,
		"!!  telegram   it does not let the bot in":                                          strange(t, 401),
		"!!  telegram   it cannot be asked":                                                  strange(t, 502),
		"telegram: getMe is answered with 500":                                               strange(t, 500),
		"!!  telegram   it cannot be asked\n               ":                                 "http://127.0.0.1:1",
	} {
		got := start(t, []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_API=" + address}, "doctor")
		if !strings.Contains(got.stdout, says) || strings.Contains(got.stdout+got.stderr, "geheim") {
			t.Errorf("it lacks %q: %s%s", says, got.stdout, got.stderr)
		}
	}
}
