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
// turn its group red, and for the right reason.
func TestAdapterSuiteFinds(t *testing.T) {
	for _, f := range []struct{ fault, group, says string }{
		{"deaf to cancel", "life", "Run does not return"},
		{"leaves a goroutine", "life", "Run left goroutines behind"},
		{"ends with an error", "life", "Run at the end of the input"},
		{"gives up at the end", "life", "no event is handed over"},
		{"starts when cancelled", "life", "whose context was over"},
		{"abandons its handler", "life", "still at work"},
		{"stops on an error", "handling", "no event is handed over"},
		{"lets panics through", "handling", "panic"},
		{"overtakes", "handling", `want text "zwickmuehle one"`},
		{"new ID each time", "handling", "handed over again as"},
		{"repeats what is never", "handling", `want text "zwickmuehle and that is all"`},
		{"acknowledges early", "handling", "acknowledged while"},
		{"two at a time", "handling", "while the one before was at work"},
		{"logs the text", "handling", "leaks into the log"},
		{"logs the error", "handling", "leaks into the log"},
		{"one ID for all", "events", "is the same event"},
		{"hands over blanks", "events", "event of kind 1 with text"},
		{"passes control characters", "events", "has control characters"},
		{"new ID when redelivered", "events", "redelivered as"},
		{"trims markup", "events", "want text"},
		{"cuts codes", "choices", "want tap"},
		{"keeps what it was sent", "choices", "want tap"},
		{"forgets old choices", "choices", "want tap"},
		{"hides labels", "choices", "without the choice"},
		{"mixes messages", "sending", "did not arrive whole"},
		{"ignores keys", "sending", "the person sees"},
		{"never replaces", "sending", "the person sees"},
		{"error of its own", "send errors", "want a *bot.SendError"},
		{"quotes the message", "send errors", "leaks into an error of Send"},
		{"shows its token", "send errors", "leaks into an error of Send"},
		{"always temporary", "send errors", "want class"},
		{"forgets the wait", "send errors", "told to wait"},
		{"any chat will do", "send errors", "want it gone or refused"},
		{"sends too late", "send errors", "want context.Canceled"},
		{"cuts long texts", "text", "characters"},
		{"sends too long texts", "text", "want at most"},
		{"tears emoji", "text", "torn emoji"},
		{"drops markup", "text", "want"},
		{"sends control characters", "text", "is sent control characters"},
	} {
		t.Run(f.fault, func(t *testing.T) {
			t.Parallel()
			said, err := suiteWith(t, f.fault, f.group)
			if err == nil || !strings.Contains(said, f.says) {
				t.Errorf("the group %q ended with %v and did not say %q:\n%s", f.group, err, f.says, said)
			}
		})
	}
}

// suiteWith runs a group of the suite in a process of its own.
func suiteWith(t *testing.T, fault, group string) (said string, err error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	group = strings.ReplaceAll(group, " ", "_")
	suite := exec.CommandContext(t.Context(), self, "-test.run", "^TestAdapterSuite$/^"+group+"$", "-test.timeout", time.Minute.String())
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
