package bottest

import (
	"sync"

	"unknot/bot"
)

// CountingStore is a store over another one that counts the operations, each
// of which is a round trip on a store across a network. It is safe for use by
// many goroutines.
type CountingStore struct {
	decorated
	mu    sync.Mutex
	count map[string]int
}

var _ bot.Store = (*CountingStore)(nil)

// NewCountingStore returns a store that passes everything on to another one.
func NewCountingStore(store bot.Store) *CountingStore {
	c := &CountingStore{count: map[string]int{}}
	c.decorated = decorated{store: store, around: c.call}
	return c
}

func (c *CountingStore) call(op string, call func() error) error {
	c.mu.Lock()
	c.count[op]++
	c.mu.Unlock()
	return call()
}

// Count returns how often an operation (such as OpLoad) was called, whether
// it succeeded or not.
func (c *CountingStore) Count(op string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.count[op]
}

// Total returns how many operations there were.
func (c *CountingStore) Total() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	total := 0
	for _, n := range c.count {
		total += n
	}
	return total
}

// Reset begins counting from zero.
func (c *CountingStore) Reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.count)
}
