package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/adapters/telegram/telegramtest"
)

// doing is what happens in a chat at a time.
type doing string

// What happens: somebody presses or writes, or time passes, or the program
// starts and the test hands over what Telegram never would.
const (
	aPress doing = "a press"
	aText  doing = "a text"
	aWait  doing = "time that passes"
	aStart doing = "a start"
)

// callCount holds the calls that one thing costs against what is promised: two
// for a press and for a text, and no two messages in one second for time.
type callCount struct {
	t     *testing.T
	total *callTotal
	what  doing

	mu      sync.Mutex
	answers int
	sends   []telegramtest.Call
}

func (c *callCount) begin(what doing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.what, c.answers, c.sends = what, 0, nil
}

// call implements Interfere of telegramtest.Server.
func (c *callCount) call(call telegramtest.Call) telegramtest.Fault {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case call.Sends():
		c.sends = append(c.sends, call)
	case call.Method == "answerCallbackQuery":
		c.answers++
	}
	return nil
}

// over looks at what a thing has cost.
func (c *callCount) over() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total.add(c.what, c.answers+len(c.sends))
	switch c.what {
	case aPress:
		if c.answers != 1 || len(c.sends) != 1 {
			c.t.Errorf("a press was answered %d times, and %d messages came", c.answers, len(c.sends))
		}
	case aText:
		// Words of an emergency have two messages: the first must not wait for
		// anything the second needs.
		if n := len(c.sends); c.answers > 0 || n > 1 && !strings.HasPrefix(c.sends[0].Form.Get("text"), "<b>Stop.") || n > 2 {
			c.t.Errorf("a text was answered by %d messages", n)
		}
	case aWait:
		for i := 1; i < len(c.sends); i++ {
			if apart := c.sends[i].At.Sub(c.sends[i-1].At); apart < time.Second {
				c.t.Errorf("two messages came with %v between them", apart)
			}
		}
	}
}

// callTotal is what all stories cost together.
type callTotal struct {
	mu    sync.Mutex
	times map[doing]int
	calls map[doing]int
	most  map[doing]int
}

func newCallTotal() *callTotal {
	return &callTotal{times: map[doing]int{}, calls: map[doing]int{}, most: map[doing]int{}}
}

func (c *callTotal) add(what doing, calls int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.times[what]++
	c.calls[what] += calls
	c.most[what] = max(c.most[what], calls)
}

// String returns a table with a row for each thing that happened.
func (c *callTotal) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b strings.Builder
	b.WriteString("| | times | calls | at most |\n|---|---|---|---|\n")
	for _, what := range slices.Sorted(maps.Keys(c.times)) {
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", what, c.times[what], c.calls[what], c.most[what])
	}
	return b.String()
}
