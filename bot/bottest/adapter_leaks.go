package bottest

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

// marker is a word in every text, label and code of the suite, and in every
// error and panic of its handlers, so that a leak of any can be found.
const marker = "zwickmuehle"

func marked(s string) string { return marker + " " + s }

// logbook keeps what was logged.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logbook) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// Write implements io.Writer.
func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// wantCleanLog checks everything that was logged.
func (v *visit) wantCleanLog() {
	v.t.Helper()
	for _, leak := range Leaks(v.log.String(), v.secrets()...) {
		v.t.Error(leak)
	}
}

// wantNoLeak checks an error, and each that it wraps.
func (v *visit) wantNoLeak(from string, err error) {
	v.t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		for _, leak := range Leaks(err.Error(), v.secrets()...) {
			v.t.Error(strings.Replace(leak, "the log", "an error of "+from, 1))
		}
	}
}

// secrets are what may be in no log and no error.
func (v *visit) secrets() []string { return append([]string{marker}, v.Secrets...) }

// wantNoGoroutine checks that no goroutine is left that Run started. It waits
// for those on their way out.
func (v *visit) wantNoGoroutine() {
	v.t.Helper()
	left := ""
	v.eventually(func() bool {
		left = v.goroutines()
		return left == ""
	})
	if left != "" {
		v.t.Errorf("Run left goroutines behind:\n%s", left)
	}
}

func (v *visit) label() string { return fmt.Sprintf("visit %p", v) }

// goroutines returns the stacks of the goroutines that Run started.
func (v *visit) goroutines() string {
	var all bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&all, 1); err != nil {
		v.t.Fatalf("list goroutines: %v", err)
	}
	var left strings.Builder
	for stack := range strings.SplitSeq(all.String(), "\n\n") {
		if strings.Contains(stack, v.label()) {
			left.WriteString(stack + "\n")
		}
	}
	return left.String()
}

// eventually waits for something that nobody announces, and says whether it
// came. It looks less and less often.
func (v *visit) eventually(came func() bool) bool {
	v.t.Helper()
	for pause := time.Millisecond; !came(); pause *= 2 {
		if pause > patience {
			return false
		}
		<-time.After(pause)
	}
	return true
}
