package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"unknot/bot"
)

// glance is how long the store may take to answer when readiness is asked.
const glance = 2 * time.Second

// state is what /readyz answers.
type state struct {
	Ready     bool              `json:"ready"`
	Store     string            `json:"store"` // "ok", or what is wrong
	Platforms map[string]bool   `json:"platforms"`
	Refused   map[string]string `json:"refused,omitempty"` // by platform: why it does not let the bot in
}

// pages are what serve answers over HTTP: alive, ready for work, and figures.
// They hold nothing about anybody.
func (s *service) pages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		now := s.state(r.Context())
		w.Header().Set("Content-Type", "application/json")
		if !now.Ready {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(now)
	})
	mux.Handle("GET /metrics", s.metrics())
	return mux
}

// nobody is a document that is never there: asking for it shows whether the
// store answers.
const nobody bot.DocID = "health:nobody"

// state looks at the store and the platforms. It is ready as long as one
// platform runs: those that are down take none with them.
func (s *service) state(ctx context.Context) state {
	now := state{Store: "ok", Platforms: map[string]bool{}, Refused: map[string]string{}}
	reachable := len(s.platforms) == 0
	for _, p := range s.platforms {
		now.Platforms[p.name] = p.running()
		reachable = reachable || p.running()
		if why := p.refusal(); why != "" {
			now.Refused[p.name] = why
		}
	}
	ctx, cancel := context.WithTimeout(ctx, glance)
	defer cancel()
	_, err := s.store.Load(ctx, nobody)
	select {
	case <-s.newer:
		now.Store = "written by a newer Unknot"
	default:
		if s.store.exchanged() {
			now.Store = "the key was exchanged: restart with the new key first in UNKNOT_KEY"
		}
		if !errors.Is(err, bot.ErrNotFound) {
			now.Store = "away"
		}
	}
	now.Ready = now.Store == "ok" && reachable
	return now
}

// healthCommand is `unknot health`.
type healthCommand struct{}

// Run asks a serve on this machine whether it is ready.
func (*healthCommand) Run(ctx context.Context, p process, c config) error {
	if c.HTTP == "" {
		return usageError("--http (UNKNOT_HTTP) names no address: write the one that serve was started with.")
	}
	host, port, err := net.SplitHostPort(c.HTTP)
	if err != nil {
		return usageError(fmt.Sprintf("--http (UNKNOT_HTTP) is no address: %v", err))
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	ctx, cancel := context.WithTimeout(ctx, 2*glance)
	defer cancel()
	return askReady(ctx, p, "http://"+net.JoinHostPort(host, port)+"/readyz")
}

func askReady(ctx context.Context, p process, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fmt.Errorf("ask for health: %w", err)
	}
	client := &http.Client{Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("nobody answers there: is serve running, with the same UNKNOT_HTTP? %w", err)
	}
	defer response.Body.Close()
	var now state
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<16)).Decode(&now); err != nil {
		return fmt.Errorf("whoever answers there is no unknot: %w", err)
	}
	fmt.Fprintf(p.stdout, "ready: %v\nstore: %s\n", now.Ready, now.Store)
	for name, up := range now.Platforms {
		fmt.Fprintf(p.stdout, "%s: %s\n", name, cmp.Or(now.Refused[name], map[bool]string{true: "running", false: "down"}[up]))
	}
	if !now.Ready {
		return errors.New("not ready")
	}
	return nil
}
