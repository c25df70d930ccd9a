package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Why something that came in was refused without any effect, as the label of a
// metric.
const (
	whyStrange    = "strange"    // it did not come from the platform, or from where nobody can press
	whyUnreadable = "unreadable" // it came from the platform in no known form
)

// metrics are the figures of this process for Prometheus. They hold nothing
// about anybody.
func (s *service) metrics() http.Handler {
	all := prometheus.NewRegistry()
	all.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, p := range s.platforms {
		if counts, ok := p.adapter.(interface{ Strange() int64 }); ok {
			all.MustRegister(refused(p.name, whyStrange, counts.Strange))
		}
		if counts, ok := p.adapter.(interface{ Unreadable() int64 }); ok {
			all.MustRegister(refused(p.name, whyUnreadable, counts.Unreadable))
		}
	}
	return promhttp.HandlerFor(all, promhttp.HandlerOpts{})
}

func refused(platform, why string, count func() int64) prometheus.Collector {
	return prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name:        "unknot_refused_total",
		Help:        "What a platform handed over, or somebody in its name, that was refused and had no effect.",
		ConstLabels: prometheus.Labels{"platform": platform, "why": why},
	}, func() float64 { return float64(count()) })
}
