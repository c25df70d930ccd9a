package redisstore

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// mode is how the servers behind an address work together.
type mode string

const (
	single   mode = "standalone" // as INFO calls it
	cluster  mode = "cluster"
	sentinel mode = "sentinel"
)

// address is what a URL says.
type address struct {
	mode     mode
	tls      bool
	user     string
	password string
	hosts    []string // host:port, at least one
	db       int      // not with cluster
	master   string   // with sentinel
}

// parseAddress reads a URL. It does so by hand: net/url refuses several hosts,
// and its errors would repeat the password.
func parseAddress(text string) (address, error) {
	a, err := readAddress(text)
	if err != nil {
		return address{}, &SettingError{settingURL, err.Error()}
	}
	return a, nil
}

func readAddress(text string) (address, error) {
	scheme, rest, found := strings.Cut(text, "://")
	if text == "" || !found {
		return address{}, fmt.Errorf("write a URL such as redis://localhost:6379/0")
	}
	rest, query, _ := strings.Cut(rest, "?")
	authority, path, _ := strings.Cut(rest, "/")
	var a address
	steps := []func() error{
		func() error { return a.readScheme(scheme) },
		func() error { return a.readQuery(query) },
		func() error { return a.readAuthority(authority) },
		func() error { return a.readPath(strings.TrimSuffix(path, "/")) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return address{}, err
		}
	}
	return a, nil
}

func (a *address) readScheme(scheme string) error {
	switch scheme {
	case "redis":
		a.mode = single
	case "rediss":
		a.mode, a.tls = single, true
	case "redis+cluster":
		a.mode = cluster
	case "redis+sentinel":
		a.mode = sentinel
	default:
		return fmt.Errorf("begin with redis://, rediss:// (TLS), redis+cluster:// or redis+sentinel://")
	}
	return nil
}

// readQuery knows one parameter: the schemes of clusters and Sentinel leave
// open whether TLS is spoken.
func (a *address) readQuery(query string) error {
	for part := range strings.SplitSeq(query, "&") {
		switch {
		case part == "" || part == "tls=false" && a.mode != single:
		case part == "tls=true" && a.mode != single:
			a.tls = true
		default:
			return fmt.Errorf("after the question mark only tls=true is known, and only for redis+cluster:// and redis+sentinel://")
		}
	}
	return nil
}

func (a *address) readAuthority(authority string) error {
	hosts := authority
	if at := strings.LastIndex(authority, "@"); at >= 0 {
		hosts = authority[at+1:]
		user, password, _ := strings.Cut(authority[:at], ":")
		var errUser, errPassword error
		a.user, errUser = url.PathUnescape(user)
		a.password, errPassword = url.PathUnescape(password)
		if errUser != nil || errPassword != nil {
			return fmt.Errorf("user or password has a %% that begins no escape: write it as %%25")
		}
	}
	for host := range strings.SplitSeq(hosts, ",") {
		host, err := a.withPort(host)
		if err != nil {
			return err
		}
		a.hosts = append(a.hosts, host)
	}
	if len(a.hosts) > 1 && a.mode == single {
		return fmt.Errorf("several hosts need redis+cluster:// or redis+sentinel://")
	}
	return nil
}

// withPort completes a host with the usual port. Its errors do not repeat the
// host: a password with an unescaped slash would end up there.
func (a *address) withPort(host string) (string, error) {
	port := "6379"
	if a.mode == sentinel {
		port = "26379"
	}
	if h, p, err := net.SplitHostPort(host); err == nil {
		host, port = h, p
	} else if h, found := strings.CutPrefix(host, "["); found {
		if host, found = strings.CutSuffix(h, "]"); !found {
			host = ""
		}
	} else if strings.Contains(host, ":") {
		host = "" // an address of IPv6 stands in brackets
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", fmt.Errorf("the port is a number from 1 to 65535 (special characters of a password are written as %%2F and the like)")
	}
	if host == "" || strings.ContainsAny(host, " /@#[]") || strings.Contains(host, ":") && net.ParseIP(host) == nil {
		return "", fmt.Errorf("a host is missing or unreadable (special characters of a password are written as %%2F and the like)")
	}
	return net.JoinHostPort(host, port), nil
}

// readPath reads the number of the database and, for Sentinel, the name of
// the master before it.
func (a *address) readPath(path string) error {
	if a.mode == sentinel {
		a.master, path, _ = strings.Cut(path, "/")
		if a.master == "" {
			return fmt.Errorf("the name of the master is missing: write redis+sentinel://host:26379/mymaster")
		}
	}
	if path == "" {
		return nil
	}
	if a.mode == cluster {
		return fmt.Errorf("a cluster has no numbered databases: end the URL after the hosts")
	}
	n, err := strconv.ParseUint(path, 10, 16)
	if err != nil {
		return fmt.Errorf("the URL ends with the number of a database, such as /0")
	}
	a.db = int(n)
	return nil
}
