package bottest_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"unknot/bot"
)

const (
	memoryChat  bot.ChatID = "chat-7"
	memoryToken            = "secret-token-42"
	memoryWait             = 7 * time.Second
	memoryText             = 300 // longest text of a message
)

// update is something that happened on the platform.
type update struct {
	id   int
	text string
	tap  string
}

// shown is a message in the chat.
type shown struct {
	text   string
	choice []bot.Button
	file   []byte
	gone   bool // it was removed
}

// memoryPlatform is a chat platform that lives in memory: it delivers updates
// until they are acknowledged, in order, and keeps the messages of one chat.
type memoryPlatform struct {
	mu      sync.Mutex
	changed chan struct{} // closed and replaced with every update
	updates []update
	acked   int // updates before this one are acknowledged
	over    bool
	closed  bool
	broken  bot.SendClass
	chat    []shown
	keys    map[string]int // where in the chat the message with a key is
}

func newMemoryPlatform() *memoryPlatform {
	return &memoryPlatform{changed: make(chan struct{}), keys: map[string]int{}}
}

func (p *memoryPlatform) change(what func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	what()
	close(p.changed)
	p.changed = make(chan struct{})
}

func (p *memoryPlatform) add(u update) {
	p.change(func() {
		if u.id == 0 {
			u.id = len(p.updates) + 1
		}
		p.updates = append(p.updates, u)
	})
}

func (p *memoryPlatform) write(text string) { p.add(update{text: text}) }
func (p *memoryPlatform) end()              { p.change(func() { p.over = true }) }
func (p *memoryPlatform) close()            { p.change(func() { p.over, p.closed = true, true }) }

func (p *memoryPlatform) press(back, choice int) {
	p.mu.Lock()
	var offers [][]bot.Button
	for _, m := range p.chat {
		if len(m.choice) > 0 {
			offers = append(offers, m.choice)
		}
	}
	p.mu.Unlock()
	offer := offers[len(offers)-1-back]
	if choice >= len(offer) {
		choice = 0
	}
	p.add(update{tap: offer[choice].Code})
}

func (p *memoryPlatform) redeliver() {
	p.mu.Lock()
	last := p.updates[len(p.updates)-1]
	p.mu.Unlock()
	p.add(last)
}

func (p *memoryPlatform) acknowledge(n int) { p.change(func() { p.acked = max(p.acked, n) }) }

func (p *memoryPlatform) acknowledged() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.acked
}

// poll waits for an update by its place; false means that there will be none.
func (p *memoryPlatform) poll(ctx context.Context, place int) (update, bool) {
	for {
		p.mu.Lock()
		changed, over := p.changed, p.over
		if place < len(p.updates) && !p.closed {
			defer p.mu.Unlock()
			return p.updates[place], true
		}
		p.mu.Unlock()
		if over {
			return update{}, false
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return update{}, false
		}
	}
}

func (p *memoryPlatform) breakWith(class bot.SendClass) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.broken = class
}

// put adds a message to the chat and returns where.
func (p *memoryPlatform) put(m shown, key string) (int, bot.SendClass) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken != 0 {
		return 0, p.broken
	}
	if place, known := p.keys[key]; known && key != "" {
		return place, 0
	}
	p.chat = append(p.chat, m)
	p.keys[key] = len(p.chat) - 1
	return len(p.chat) - 1, 0
}

func (p *memoryPlatform) replace(place int, m shown) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.chat[place] = m
}

func (p *memoryPlatform) files() [][]byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all [][]byte
	for _, m := range p.chat {
		if m.file != nil {
			all = append(all, m.file)
		}
	}
	return all
}

func (p *memoryPlatform) remove(place int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.chat[place] = shown{gone: true}
}

func (p *memoryPlatform) seen() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var texts []string
	for _, m := range p.chat {
		if m.gone {
			continue
		}
		text := m.text
		for _, b := range m.choice {
			text += fmt.Sprintf("\n[%s]", b.Label)
		}
		texts = append(texts, text)
	}
	return slices.Clone(texts)
}
