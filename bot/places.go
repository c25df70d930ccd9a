package bot

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// The bounds of how long a document is passed over: long enough for somebody
// else to be handled meanwhile, and never for long after its platform is free.
const (
	shortestPass = 2 * time.Second
	longestPass  = 5 * time.Minute
)

// usualRate is taken for what a platform bears that names no limit, in messages
// a second.
const usualRate = 30

// places are those of one lane in which documents are handled: every platform
// has so many of its own, so that one that is slow, throttled or stopped holds
// up nobody but itself. What is claimed for a platform without a free place is
// passed over: the lease of the claim brings it back. Only sweep uses it.
type places struct {
	each int
	of   map[string]chan struct{} // by platform; full while so many are handled
	line map[string]time.Time     // until when those passed over keep a platform busy
}

func newPlaces(each int) *places {
	return &places{each: each, of: map[string]chan struct{}{}, line: map[string]time.Time{}}
}

// at returns the places of a platform.
func (p *places) at(platform string) chan struct{} {
	if p.of[platform] == nil {
		p.of[platform] = make(chan struct{}, p.each)
	}
	return p.of[platform]
}

// room is what may be claimed now.
type room struct {
	n      int           // so many documents; with 0 there is no place at all
	lease  time.Duration // for so long
	closed []string      // platforms that take none of them
}

// look returns what may be claimed in a lane. While every platform has a free
// place no more is claimed than any of them has, so that nothing is passed over.
func (d *dispatcher) look(ctx context.Context, lane Lane) room {
	p, now := d.places[lane], d.Now()
	r := room{lease: d.Lease}
	least, most, pass := batch, 0, time.Duration(0)
	for _, name := range d.platforms() {
		free := p.each - len(p.at(name))
		stop := time.Duration(0)
		if lane == Bulk {
			stop = d.stop(ctx, name)
		}
		if free == 0 || stop > mostPatience {
			r.closed = append(r.closed, name)
			pass = max(pass, p.line[name].Sub(now), stop)
			continue
		}
		least, most = min(least, free), max(most, free)
	}
	r.n = least
	if len(r.closed) > 0 {
		r.n, r.lease = min(batch, most), min(max(pass, shortestPass), longestPass)
	}
	return r
}

// platforms returns the names of those that are joined; one where none is.
func (b *Bot) platforms() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.senders) == 0 {
		return []string{""}
	}
	return slices.Sorted(maps.Keys(b.senders))
}

// takes reports whether a platform has a free place for one more document.
func (r room) takes(platform string, places chan struct{}) bool {
	return len(places) < cap(places) && !slices.Contains(r.closed, platform)
}

// pass lets a document of a platform go by. The line of those that did grows
// by half of the time that one send takes: many of them send nothing, and a
// platform must not wait for them.
func (d *dispatcher) pass(lane Lane, platform string) {
	l := Limit{Rate: usualRate}
	if s, ok := d.sender(platform); ok && s.Capabilities().Limit.Rate > 0 {
		l = s.Capabilities().Limit
	}
	p := d.places[lane]
	p.line[platform] = later(p.line[platform], d.Now()).Add(l.Window() / time.Duration(2*(l.Rate-l.Answers)))
}

// platformOf reads where a document's person was seen last; empty for a
// document that cannot be read.
func platformOf(stored Stored) string {
	var head struct {
		Platform string `json:"platform"`
	}
	_ = json.Unmarshal(stored.Data, &head) // whoever handles it says what is wrong
	return head.Platform
}
