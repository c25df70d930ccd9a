package console_test

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"syscall"
	"testing"

	"unknot/adapters/console"
	"unknot/bot"
	"unknot/bot/bottest"
)

func options(log *slog.Logger) console.Options {
	return console.Options{Doc: "console:me", Chat: "me", Zone: "Europe/Vienna", Run: "r", Log: log}
}

// platform is a console, a keyboard and a screen as the suite sees them.
func platform(in io.Reader, typeIn func(string), end func(), log *slog.Logger) bottest.AdapterPlatform {
	out := &screen{}
	return bottest.AdapterPlatform{
		Adapter: console.New(in, out, options(log)),
		Chat:    "me",
		Write:   func(text string) { typeIn(text + "\n") },
		Press:   func(back, choice int) { typeIn(out.press(back, choice) + "\n") },
		Seen:    out.messages,
		End:     end,
		Noise: map[string]func(){
			"an empty line": func() { typeIn("\n") },
			"blank lines":   func() { typeIn("  \r\n\t\n\x00\n") },
		},
		Breaks: map[bot.SendClass]func(){
			bot.SendGone:    func() { out.fail(syscall.EPIPE, 0) },
			bot.SendUnknown: func() { out.fail(errors.New("disk full"), 3) },
		},
		Mend: func() { out.fail(nil, 0) },
	}
}

func TestAdapter(t *testing.T) {
	t.Run("an input that can be closed", func(t *testing.T) {
		bottest.TestAdapter(t, bottest.AdapterHarness{
			Bubble: true,
			Connect: func(_ *testing.T, log *slog.Logger) bottest.AdapterPlatform {
				in := &closable{keyboard: newKeyboard()}
				return platform(in, in.typeIn, func() { in.end(io.EOF) }, log)
			},
		})
	})
	t.Run("an input like a terminal", func(t *testing.T) {
		bottest.TestAdapter(t, bottest.AdapterHarness{
			Bubble:  true,
			Lingers: true,
			Connect: func(_ *testing.T, log *slog.Logger) bottest.AdapterPlatform {
				in := newKeyboard()
				return platform(in, in.typeIn, func() { in.end(io.EOF) }, log)
			},
		})
	})
	t.Run("a pipe of the system", func(t *testing.T) {
		bottest.TestAdapter(t, bottest.AdapterHarness{
			Connect: func(t *testing.T, log *slog.Logger) bottest.AdapterPlatform {
				r, w := pipe(t)
				typeIn := func(s string) {
					if _, err := w.WriteString(s); err != nil {
						t.Errorf("type into the pipe: %v", err)
					}
				}
				return platform(r, typeIn, func() { _ = w.Close() }, log)
			},
		})
	})
}

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = r.Close(), w.Close() })
	return r, w
}
