package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"
	"testing"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

// begin starts an adapter with a webhook and waits until it is set.
func (p *pushing) begin(t *testing.T, h *handler) (a *telegram.Telegram, stop func() error) {
	t.Helper()
	a = p.connect(nil)
	stop = run(t, a, h)
	until(t, "the webhook is set", p.hooked)
	return a, stop
}

const written = `{"update_id":7,"message":{"message_id":5,"from":{"id":77},"chat":{"id":77,"type":"private"},"text":"%s"}}`

// What does not come from Telegram is refused, counted, and does nothing.
func TestTheDoor(t *testing.T) {
	p := newPushing(t)
	h := &handler{}
	a, _ := p.begin(t, h)
	hook := p.Webhook()
	good, secret := hook.Get("url"), hook.Get("secret_token")
	wrong := secret[1:] + secret[:1]
	for i, c := range []struct {
		method, address, secret, body string
		want                          int
	}{
		{"POST", strings.TrimSuffix(good, path.Base(good)), secret, "a", 404},
		{"POST", good + "x", secret, "b", 404},
		{"GET", good, secret, "", 405},
		{"POST", good, "", "c", 403},
		{"POST", good, wrong, "d", 403},
		{"POST", good, secret, strings.Repeat("e", 2<<20), 413},
	} {
		if got := telegramtest.Post(t.Context(), c.method, c.address, c.secret, fmt.Sprintf(written, c.body)); got != c.want {
			t.Errorf("%s %.60s: %d, want %d", c.method, c.body, got, c.want)
		}
		if got := a.Strange(); got != int64(i+1) {
			t.Errorf("%d refused, want %d", got, i+1)
		}
	}
	if len(h.events) > 0 {
		t.Errorf("handed over: %+v", h.events)
	}
	for _, address := range []string{good, "http://" + p.listen + "/" + path.Base(good)} {
		if got := telegramtest.Post(t.Context(), "POST", address, secret, fmt.Sprintf(written, "f")); got != http.StatusOK {
			t.Errorf("the right request: %d", got)
		}
	}
	if got := h.texts(me); len(got) != 2 {
		t.Errorf("handed over: %q", got)
	}
}

// A press that did not come from the chat of its person counts as well.
func TestStrangePressesAreCounted(t *testing.T) {
	p := newPushing(t)
	a, _ := p.begin(t, &handler{})
	p.PressIn(78, `{"id":77,"type":"private"}`, "foreign")
	until(t, "it is refused", func() bool { return a.Strange() == 1 && p.Acknowledged() == 1 })
}

func TestWhatADeliveryIsAnswered(t *testing.T) {
	p := newPushing(t)
	h := &handler{answer: func(_ context.Context, e bot.Event) error {
		return map[string]error{"later": bot.ErrLater, "never": bot.ErrNever, "odd": errors.New("odd")}[e.Text]
	}}
	a, _ := p.begin(t, h)
	hook := p.Webhook()
	for body, want := range map[string]int{
		fmt.Sprintf(written, "saved"): 200, fmt.Sprintf(written, "later"): 503, fmt.Sprintf(written, "never"): 200,
		fmt.Sprintf(written, "odd"): 200, "no update": 200, fmt.Sprintf(written, ""): 200,
	} {
		if got := telegramtest.Post(t.Context(), "POST", hook.Get("url"), hook.Get("secret_token"), body); got != want {
			t.Errorf("%s is answered with %d, want %d", body, got, want)
		}
	}
	if got := a.Unreadable(); got != 1 {
		t.Errorf("%d updates were unreadable, want 1", got)
	}
}

// The webhook is set once, also by a second replica, and again when somebody
// took it away.
func TestTheWebhookIsSetWhenItChanged(t *testing.T) {
	p := newPushing(t)
	p.begin(t, &handler{})
	second := p.connect(nil)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- second.KeepWebhook(ctx) }()
	asked := func(n int) { until(t, "Telegram is asked", func() bool { return p.Calls("getWebhookInfo") >= n }) }
	asked(5)
	if n := p.Calls("setWebhook"); n != 1 {
		t.Errorf("it is set %d times", n)
	}
	want := p.Webhook()
	if want.Get("allowed_updates") != `["message","edited_message","callback_query","my_chat_member"]` || len(want.Get("secret_token")) != 43 {
		t.Errorf("it is set as %v", want)
	}
	cancel()
	<-ended
	p.DropWebhook()
	until(t, "it is set again", func() bool { return p.hooked() && p.Webhook().Get("url") == want.Get("url") })
}

// The doctor tells how updates come.
func TestDelivery(t *testing.T) {
	p := newPushing(t)
	want := func(a *telegram.Telegram, words string) {
		t.Helper()
		if got, err := a.Delivery(t.Context()); err != nil || got != words {
			t.Errorf("%q, error %v, want %q", got, err, words)
		}
	}
	polling := connect(t, p.fake, nil)
	want(polling, "asked for updates, of which 0 wait")
	want(p.connect(nil), "the webhook is not set yet, which serve does")
	a, _ := p.begin(t, &handler{})
	want(a, "the webhook is set, and 0 updates wait; at 1970-01-01 00:00:01 UTC one did not arrive: Connection refused")
	want(polling, "a webhook is set, which serve removes")
}

func TestPollingRemovesTheWebhook(t *testing.T) {
	p := newPushing(t)
	_, stop := p.begin(t, &handler{})
	_ = stop()
	h := &handler{}
	running(t, p.fake, h, nil)
	until(t, "it is removed", func() bool { return !p.hooked() })
	p.write("hello")
	until(t, "it is polled", func() bool { return len(h.texts(me)) == 1 })
}

func TestAWebhookEndsWithItsToken(t *testing.T) {
	p := newPushing(t)
	p.Fail("getMe", nil, telegramtest.Refusal(401, "Unauthorized", 0))
	p.Fail("getWebhookInfo", telegramtest.Refusal(401, "Unauthorized", 0))
	if err := p.connect(nil).Run(t.Context(), &handler{}); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("Run ends with %v", err)
	}
}

func TestWebhookSettings(t *testing.T) {
	for _, c := range []struct {
		api, webhook, listen string
		ok                   bool
	}{
		{"", "https://bot.example.org/telegram", "127.0.0.1:8081", true},
		{"", "https://bot.example.org:8443", ":8081", true},
		{"http://api", "http://10.0.0.7:9000/x/", "[::1]:8081", true},
		{"", "https://bot.example.org", "", false},
		{"", "", "127.0.0.1:8081", false},
		{"", "http://bot.example.org", ":8081", false},
		{"", "https://bot.example.org:9000", ":8081", false},
		{"", "https://geheim@bot.example.org", ":8081", false},
		{"", "https://bot.example.org?geheim", ":8081", false},
		{"", "bot.example.org/geheim", ":8081", false},
		{"", "https://bot.example.org", "8081", false},
		{"", "https://bot.example.org", "geheim:http", false},
		{"", "https://bot.example.org", ":0", false},
	} {
		_, err := telegram.New(telegram.Options{Token: token, API: c.api, Webhook: c.webhook, Listen: c.listen})
		if (err == nil) != c.ok || err != nil && strings.Contains(err.Error(), "geheim") {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
