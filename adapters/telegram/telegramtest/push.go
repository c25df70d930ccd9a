package telegramtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Webhook returns the webhook as it was set last: empty when there is none.
func (s *Server) Webhook() url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.webhook
}

// DropWebhook takes the webhook away, as somebody else with the token can.
func (s *Server) DropWebhook() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhook = nil
}

func (s *Server) setWebhook(w http.ResponseWriter, call Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhook = call.Form
	result(w, "true")
}

func (s *Server) webhookInfo(w http.ResponseWriter) {
	hook := s.Webhook()
	if hook.Get("url") == "" {
		result(w, `{"url":"","has_custom_certificate":false,"pending_update_count":0}`)
		return
	}
	result(w, fmt.Sprintf(`{"url":%s,"pending_update_count":%d,"max_connections":%s,"allowed_updates":%s,"last_error_date":1,"last_error_message":"Connection refused"}`,
		quoted(hook.Get("url")), s.Waiting(), hook.Get("max_connections"), hook.Get("allowed_updates")))
}

// Push delivers updates to the webhook as Telegram does, until ctx ends: chats
// side by side, the next update of a chat when the one before was answered
// with 200, and anything else once more.
func (s *Server) Push(ctx context.Context) {
	p := &pusher{server: s, lanes: map[int64]chan struct{}{}, begun: First}
	defer p.group.Wait()
	for {
		s.mu.Lock()
		news, fresh := s.queue.news, slices.Concat(s.queue.again, s.queue.updates)
		s.queue.again = nil
		s.mu.Unlock()
		for _, u := range fresh {
			if u.again || u.id >= p.begun {
				p.begun = max(p.begun, u.id+1)
				p.deliver(ctx, u)
			}
		}
		select {
		case <-news:
		case <-ctx.Done():
			return
		}
	}
}

type pusher struct {
	server *Server
	group  sync.WaitGroup
	lanes  map[int64]chan struct{} // closed when the last update of a chat is delivered
	begun  int                     // updates below were begun with
}

// deliver begins to deliver an update, after the one before in its chat.
func (p *pusher) deliver(ctx context.Context, u queued) {
	lane, done := laneOf(u.text), make(chan struct{})
	before := p.lanes[lane]
	p.lanes[lane] = done
	p.group.Go(func() {
		defer close(done)
		if before != nil {
			<-before
		}
		for p.post(ctx, u.text) != http.StatusOK {
			select {
			case <-ctx.Done():
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
		p.server.delivered(u.id)
	})
}

// delivered forgets an update. What is confirmed are those before the first
// that is not delivered.
func (s *Server) delivered(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.queue
	q.updates = slices.DeleteFunc(q.updates, func(u queued) bool { return u.id == id })
	q.offset = q.next
	for _, u := range q.updates {
		q.offset = min(q.offset, u.id)
	}
}

// laneOf returns the chat of an update.
func laneOf(update string) int64 {
	var u struct {
		Message  struct{ Chat struct{ ID int64 } }
		Callback struct{ From struct{ ID int64 } } `json:"callback_query"`
	}
	_ = json.Unmarshal([]byte(update), &u)
	return u.Message.Chat.ID + u.Callback.From.ID
}

func (p *pusher) post(ctx context.Context, update string) int {
	hook := p.server.Webhook()
	return Post(ctx, http.MethodPost, hook.Get("url"), hook.Get("secret_token"), update)
}

// Post makes a request such as Telegram's to a webhook, and returns the code of
// the answer, or 0 for none.
func Post(ctx context.Context, method, address, secret, body string) int {
	r, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		return 0
	}
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(r)
	if err != nil {
		return 0
	}
	_ = response.Body.Close()
	return response.StatusCode
}
