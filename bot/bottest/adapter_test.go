package bottest_test

import (
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// faultVariable names the fault that TestAdapterSuite gives its adapter; none
// makes it one that must pass.
const faultVariable = "UNKNOT_TEST_ADAPTER_FAULT"

func TestAdapterSuite(t *testing.T) {
	fault := os.Getenv(faultVariable)
	bottest.TestAdapter(t, bottest.AdapterHarness{
		Bubble: true,
		Connect: func(t *testing.T, log *slog.Logger) bottest.AdapterPlatform {
			p := newMemoryPlatform()
			t.Cleanup(p.close)
			return bottest.AdapterPlatform{
				Adapter:      &memoryAdapter{platform: p, log: log, fault: fault},
				Chat:         memoryChat,
				Secrets:      []string{memoryToken},
				Write:        p.write,
				Press:        p.press,
				Seen:         p.seen,
				Files:        p.files,
				End:          p.end,
				Redeliver:    p.redeliver,
				Acknowledged: p.acknowledged,
				Noise:        map[string]func(){"a sticker": func() { p.write("") }},
				Breaks:       p.breaks(),
				Mend:         func() { p.breakWith(0) },
				Wait:         memoryWait,
			}
		},
	})
}

// TestAdapterSuiteFinds gives the adapter one fault after the other: each must
// turn a test red, and for the right reason.
func TestAdapterSuiteFinds(t *testing.T) {
	for _, f := range []struct{ fault, test, says string }{
		{"deaf to cancel", "life/cancelled while nothing happens", "Run does not return"},
		{"leaves a goroutine", "life/cancelled after an event", "Run left goroutines behind"},
		{"ends with an error", "life/what waits is not lost to the end", "Run at the end of the input"},
		{"gives up at the end", "life/the end while the store is away", "no event is handed over"},
		{"starts when cancelled", "life/cancelled before the start", "whose context was over"},
		{"abandons its handler", "life/cancelled while a handler works", "still at work"},
		{"stops on an error", "handling/an error does not stop it", "no event is handed over"},
		{"lets panics through", "handling/a panic does not stop it", "panic"},
		{"overtakes", "handling/ErrLater: again until taken", `want text "zwickmuehle one"`},
		{"new ID each time", "handling/ErrLater: a tap stays a tap", "handed over again as"},
		{"repeats what is never", "handling/ErrNever: the next one", `want text "zwickmuehle and that is all"`},
		{"acknowledges early", "handling/acknowledged only when taken", "acknowledged while"},
		{"two at a time", "handling/a text while a handler works", "while the one before was at work"},
		{"logs the text", "handling/order is kept", "leaks into the log"},
		{"logs the error", "handling/an error does not stop it", "leaks into the log"},
		{"one ID for all", "events/the same text twice counts", "is the same event"},
		{"hands over blanks", "events/nothing written", "event of kind 1 with text"},
		{"passes control characters", "events/control characters", "has control characters"},
		{"new ID when redelivered", "events/redelivered with the same ID", "redelivered as"},
		{"trims markup", "events/text comes as written", "want text"},
		{"cuts codes", "choices/each comes back as it was sent", "want tap"},
		{"keeps what it was sent", "choices/what was sent may be used again", "want tap"},
		{"forgets old choices", "choices/old ones", "want tap"},
		{"hides labels", "choices/labels are seen", "without the choice"},
		{"mixes messages", "sending/many at once", "did not arrive whole"},
		{"ignores keys", "sending/the same key again", "the person sees"},
		{"drops files", "files/a document", "0 files came, want 1"},
		{"takes no room", "sending/room for every message", "room was asked for"},
		{"replaces the last part", "sending/replacing a long text", "the person sees"},
		{"never replaces", "sending/replacing a message", "the person sees"},
		{"error of its own", "send errors/chat gone", "want a *bot.SendError"},
		{"quotes the message", "send errors/refused", "leaks into an error of Send"},
		{"shows its token", "send errors/temporary", "leaks into an error of Send"},
		{"always temporary", "send errors/outcome unknown", "want class"},
		{"forgets the wait", "send errors/told to wait", "told to wait"},
		{"any chat will do", "send errors/a chat that there is not", "want it gone or refused"},
		{"sends too late", "send errors/a context that is over", "want context.Canceled"},
		{"cuts long texts", "text/a long text", "characters"},
		{"sends too long texts", "text/a word without end", "want at most"},
		{"tears emoji", "text/emoji are not torn", "torn emoji"},
		{"drops markup", "text/what looks like markup", "want"},
		{"sends control characters", "text/control characters are not", "is sent control characters"},
	} {
		t.Run(f.fault, func(t *testing.T) {
			t.Parallel()
			said, err := suiteWith(t, f.fault, f.test)
			if err == nil || !strings.Contains(said, f.says) {
				t.Errorf("the test %q ended with %v and did not say %q:\n%s", f.test, err, f.says, said)
			}
		})
	}
}

// suiteWith runs a test of the suite in a process of its own.
func suiteWith(t *testing.T, fault, test string) (said string, err error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	pattern := "^TestAdapterSuite$"
	for part := range strings.SplitSeq(strings.ReplaceAll(test, " ", "_"), "/") {
		pattern += "/^" + part + "$"
	}
	suite := exec.CommandContext(t.Context(), self, "-test.run", pattern, "-test.timeout", time.Minute.String())
	suite.Env = append(os.Environ(), faultVariable+"="+fault)
	out, err := suite.CombinedOutput()
	return string(out), err
}

func (p *memoryPlatform) breaks() map[bot.SendClass]func() {
	breaks := map[bot.SendClass]func(){}
	for class := bot.SendGone; class <= bot.SendPermanent; class++ {
		breaks[class] = func() { p.breakWith(class) }
	}
	return breaks
}
