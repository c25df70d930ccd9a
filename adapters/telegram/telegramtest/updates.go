package telegramtest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// most is how many updates one answer has at most.
const most = 100

// queue holds the updates that nobody fetched for good.
type queue struct {
	updates []queued
	again   []queued // delivered once more, whatever the offset
	past    []queued // the last that happened
	next    int      // the number of the next update
	offset  int
	news    chan struct{} // closed when there is something new
	poll    chan struct{} // of who polls; closed when somebody else begins
	quiet   bool          // polls end at once with nothing
	asked   url.Values    // the last poll
}

// queued is an update.
type queued struct {
	id    int
	text  string
	again bool
}

func (q *queue) wake() {
	close(q.news)
	q.news = make(chan struct{})
}

// Happen queues an update; the word ID in the pattern becomes its number.
func (s *Server) Happen(pattern string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.happen(pattern)
}

func (s *Server) happen(pattern string) {
	q := &s.queue
	u := queued{id: q.next, text: strings.Replace(pattern, "ID", strconv.Itoa(q.next), 1)}
	q.next++
	q.updates = append(q.updates, u)
	q.past = append(q.past[max(0, len(q.past)+1-most):], u)
	q.wake()
}

// Redeliver delivers once more what happened last, or so many before that.
func (s *Server) Redeliver(back int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.queue
	if at := len(q.past) - 1 - back; at >= 0 {
		again := q.past[at]
		again.again = true
		q.again = append(q.again, again)
		q.wake()
	}
}

// Quiet lets polls end at once with nothing.
func (s *Server) Quiet() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.quiet = true
	s.queue.wake()
}

// BeginAt ends the quiet: the next update has this number.
func (s *Server) BeginAt(next int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.next, s.queue.quiet = next, false
}

// LastAsked returns a parameter of the last poll.
func (s *Server) LastAsked(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.asked.Get(name)
}

// Acknowledged returns how many updates are forgotten because somebody asked
// for what comes behind them.
func (s *Server) Acknowledged() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return max(0, s.queue.offset-First)
}

// Waiting returns how many updates nobody fetched for good.
func (s *Server) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue.updates)
}

func (s *Server) getUpdates(w http.ResponseWriter, r *http.Request, form url.Values) {
	offset, _ := strconv.Atoi(form.Get("offset"))
	seconds, _ := strconv.Atoi(form.Get("timeout"))
	if s.Webhook().Get("url") != "" {
		Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", 0)(w, nil)
		return
	}
	over := time.NewTimer(time.Duration(seconds) * time.Second)
	defer over.Stop()
	taken := s.beginPoll(form)
	defer s.endPoll(taken)
	for {
		batch, news, quiet := s.batch(offset)
		if len(batch) > 0 || quiet {
			result(w, "["+strings.Join(batch, ",")+"]")
			return
		}
		select {
		case <-news:
		case <-over.C:
			result(w, "[]")
			return
		case <-taken:
			Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", 0)(w, nil)
			return
		case <-r.Context().Done():
			return
		}
	}
}

// beginPoll ends the poll that is open: two cannot be.
func (s *Server) beginPoll(form url.Values) (taken chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.queue
	if q.poll != nil {
		close(q.poll)
	}
	q.asked, q.poll = form, make(chan struct{})
	return q.poll
}

func (s *Server) endPoll(mine chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue.poll == mine {
		s.queue.poll = nil
	}
}

// batch forgets what lies below the offset and returns what is left.
func (s *Server) batch(offset int) (batch []string, news chan struct{}, quiet bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.queue
	q.offset = max(q.offset, offset)
	q.updates = slices.DeleteFunc(q.updates, func(u queued) bool { return u.id < offset })
	for _, u := range slices.Concat(q.again, q.updates) {
		if len(batch) < most {
			batch = append(batch, u.text)
		}
	}
	q.again = nil
	if s.Shuffle != nil {
		s.Shuffle.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
	}
	return batch, q.news, q.quiet
}

// Write lets somebody write in their private chat; an empty text is a sticker.
func (s *Server) Write(who int64, text string) {
	what := `"sticker":{"file_id":"x","width":1,"height":1}`
	if text != "" {
		what = `"text":` + quoted(text)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.open(who).number()
	s.happen(fmt.Sprintf(`{"update_id":ID,"message":{"message_id":%d,"date":%d,%s,%s,%s}}`, id, time.Now().Unix(), from(who), private(who), what))
}

func from(who int64) string {
	return fmt.Sprintf(`"from":{"id":%d,"is_bot":false,"first_name":"A"}`, who)
}

func private(who int64) string { return fmt.Sprintf(`"chat":{"id":%d,"type":"private"}`, who) }
