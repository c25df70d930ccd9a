package telegram

import (
	"errors"
	"maps"
	"sync"
	"time"

	"unknot/bot"
)

// Telegram limits what goes to one chat and what goes to all, and answers both
// with 429. It is meant for all when so many chats have to wait at the same time;
// else one person who presses without end would hold up everybody.
const floodChats = 3

// floods knows which chats have to wait, and until when.
type floods struct {
	mu    sync.Mutex
	until map[bot.ChatID]time.Time
}

// told notes that a chat was told to wait, and reports whether it is meant for
// all.
func (f *floods) told(chat bot.ChatID, wait time.Duration, now time.Time) (all bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.until == nil {
		f.until = map[bot.ChatID]time.Time{}
	}
	maps.DeleteFunc(f.until, func(_ bot.ChatID, until time.Time) bool { return !now.Before(until) })
	f.until[chat] = now.Add(wait)
	return len(f.until) >= floodChats
}

var errFlood = errors.New("telegram: the chat was told to wait")

// left returns an error while a chat has to wait: asking again before its time
// makes the wait longer.
func (f *floods) left(chat bot.ChatID, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	wait := f.until[chat].Sub(now)
	if wait <= 0 {
		return nil
	}
	return &bot.SendError{Class: bot.SendWait, Wait: wait, Err: errFlood}
}
