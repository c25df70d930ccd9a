package redisstore_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// server is a redis-server that a test started.
type server struct {
	port int
	dir  string
	args []string
	cmd  *exec.Cmd
}

// databases is how many stores may have a database of their own on one server.
const databases = 4096

// needRedis skips a test where Redis is not installed.
func needRedis(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Skip("redis-server is not installed: `apt-get install redis-server` brings it")
	}
}

// freePort returns a port that is free, and whose cluster bus port is too.
func freePort(t testing.TB) int {
	t.Helper()
	for range 100 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := l.Addr().(*net.TCPAddr).Port
		_ = l.Close()
		if port > 55535 {
			continue
		}
		if bus, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", port+10000)); err == nil {
			_ = bus.Close()
			return port
		}
	}
	t.Fatal("there is no free port")
	return 0
}

// start starts a redis-server with append-only files and waits until it
// answers. It is killed when the test ends.
func start(t testing.TB, args ...string) *server {
	t.Helper()
	needRedis(t)
	s := &server{port: freePort(t), dir: t.TempDir()}
	s.args = append([]string{
		"--port", strconv.Itoa(s.port), "--bind", "127.0.0.1", "--dir", s.dir, "--databases", strconv.Itoa(databases),
		"--appendonly", "yes", "--appendfsync", "everysec", "--save", "",
	}, args...)
	s.run(t)
	t.Cleanup(s.kill)
	return s
}

func (s *server) run(t testing.TB) {
	t.Helper()
	s.cmd = exec.Command("redis-server", s.args...)
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.await(t)
}

// await returns when the server answers, be it with a refusal.
func (s *server) await(t testing.TB) {
	t.Helper()
	c := redis.NewClient(&redis.Options{Addr: s.addr(), MaxRetries: -1, DialerRetries: 1})
	defer c.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	await(ctx, t, func() bool {
		err := c.Ping(ctx).Err()
		return err == nil || errors.As(err, new(redis.Error)) && !redis.HasErrorPrefix(err, "LOADING")
	}, func() string {
		log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
		return string(log)
	})
}

// await looks again and again until something holds.
func await(ctx context.Context, t testing.TB, holds func() bool, why func() string) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("waited in vain: %s", why())
		case <-tick.C:
		}
	}
}

// kill ends the server as a power cut would, except that what the system
// holds for the disk survives.
func (s *server) kill() {
	if s.cmd.ProcessState == nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
	}
}

func (s *server) addr() string { return fmt.Sprint("127.0.0.1:", s.port) }

func (s *server) url(db int) string { return fmt.Sprintf("redis://%s/%d", s.addr(), db) }

// client returns a bare client of a database.
func (s *server) client(t testing.TB, db int) *redis.Client {
	t.Helper()
	c := redis.NewClient(&redis.Options{Addr: s.addr(), DB: db})
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// shared is the one server that most tests use, each with databases of its
// own. TestMain kills it.
type shared struct {
	once   sync.Once
	dir    string
	server *server
	used   int
	mu     sync.Mutex
}

var common shared

// commonServer starts the shared server the first time.
func commonServer(t testing.TB) *server {
	t.Helper()
	needRedis(t)
	common.once.Do(func() {
		dir, err := os.MkdirTemp("", "unknot-redis")
		if err != nil {
			t.Fatal(err)
		}
		s := &server{port: freePort(t), dir: dir}
		s.args = []string{
			"--port", strconv.Itoa(s.port), "--bind", "127.0.0.1", "--dir", dir, "--databases", strconv.Itoa(databases),
			"--appendonly", "yes", "--appendfsync", "everysec", "--save", "",
		}
		s.run(t)
		common.dir, common.server = dir, s
	})
	if common.server == nil {
		t.Fatal("the shared redis-server did not start")
	}
	return common.server
}

// freshDatabase returns the URL of an empty database on the shared server.
func freshDatabase(t testing.TB) string {
	t.Helper()
	s := commonServer(t)
	common.mu.Lock()
	defer common.mu.Unlock()
	common.used++
	if common.used >= databases {
		t.Fatal("all databases of the shared server are used: raise their number")
	}
	return s.url(common.used)
}

func TestMain(m *testing.M) {
	redis.SetLogger(silent{}) // it would tell of every server that a test kills
	code := m.Run()
	if common.server != nil {
		common.server.kill()
		_ = os.RemoveAll(common.dir)
	}
	os.Exit(code)
}

// database returns the number at the end of a URL.
func database(t testing.TB, url string) int {
	t.Helper()
	n, err := strconv.Atoi(url[strings.LastIndexByte(url, '/')+1:])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// silent drops what go-redis says.
type silent struct{}

func (silent) Printf(context.Context, string, ...any) {}
