package console_test

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// keyboard is an input to type into. Typing never waits. It cannot be
// interrupted; closable can.
type keyboard struct {
	mu      sync.Mutex
	changed *sync.Cond
	typed   []byte
	over    error // what Read returns when all is read
}

type closable struct {
	*keyboard
	closed int
}

func newKeyboard() *keyboard {
	k := &keyboard{}
	k.changed = sync.NewCond(&k.mu)
	return k
}

func (k *keyboard) typeIn(s string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.typed = append(k.typed, s...)
	k.changed.Broadcast()
}

func (k *keyboard) end(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.over == nil {
		k.over = err
	}
	k.changed.Broadcast()
}

func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.typed) == 0 && k.over == nil {
		k.changed.Wait()
	}
	if len(k.typed) == 0 {
		return 0, k.over
	}
	n := copy(p, k.typed)
	k.typed = k.typed[n:]
	return n, nil
}

func (c *closable) Close() error {
	c.closed++
	c.end(io.ErrClosedPipe)
	return nil
}

// screen keeps what is printed, one entry for each Write.
type screen struct {
	mu      sync.Mutex
	printed []string
	failing error // what Write returns instead of printing
	partial int   // how many bytes it takes all the same
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failing != nil {
		return s.partial, fmt.Errorf("write %q: %w", p, s.failing) // a writer may say too much
	}
	s.printed = append(s.printed, string(p))
	return len(p), nil
}

func (s *screen) fail(err error, partial int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failing, s.partial = err, partial
}

func (s *screen) messages() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.printed)
}

// keysOf reads the keys from a printed message, as a person does: they stand
// in the last paragraph, two columns from the left.
func keysOf(printed string) []string {
	paragraphs := strings.Split(strings.TrimSuffix(printed, "\n\n"), "\n\n")
	key, row := regexp.MustCompile(`^  ([0-9a-z]+)`), regexp.MustCompile(`^  \d+(, \d+)*,?$`)
	var keys []string
	for line := range strings.SplitSeq(paragraphs[len(paragraphs)-1], "\n") {
		if row.MatchString(line) {
			keys = append(keys, strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' })...)
		} else if found := key.FindStringSubmatch(line); found != nil {
			keys = append(keys, found[1])
		}
	}
	return keys
}

// press returns what a person types to press a choice.
func (s *screen) press(back, choice int) string {
	var offers [][]string
	for _, m := range s.messages() {
		if keys := keysOf(m); len(keys) > 0 {
			offers = append(offers, keys)
		}
	}
	return strings.Repeat("^", back) + offers[len(offers)-1-back][choice]
}
