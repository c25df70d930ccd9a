package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/version"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// No container engine runs where the tests do. So these tests read the files
// for operators and ask for each thing that docs/operations.md promises of
// them; whether an engine is content with them, they cannot tell.

// demand is one thing that a file must have, and an edit that takes it away,
// to prove that the demand bites.
type demand[T any] struct {
	says     string
	holds    func(T) bool
	old, new string
}

func checkDemands[T any](t *testing.T, file string, parse func([]byte) (T, error), demands []demand[T]) {
	t.Helper()
	text := readTop(t, file)
	good, err := parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, d := range demands {
		t.Run(d.says, func(t *testing.T) {
			if !d.holds(good) {
				t.Errorf("not so in %s", file)
			}
			if !strings.Contains(text, d.old) {
				t.Fatalf("%s has no %q to break", file, d.old)
			}
			bad, err := parse([]byte(strings.Replace(text, d.old, d.new, 1)))
			if err == nil && d.holds(bad) {
				t.Errorf("not noticed: %q in place of %q", d.new, d.old)
			}
		})
	}
}

func readTop(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(path.Join(top, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// composeFile is as much of the Compose format as docker-compose.yml uses. It
// is read strictly: a key that is not here is an error.
type composeFile struct {
	Name     string                     `yaml:"name"`
	Logging  any                        `yaml:"x-logging"`
	Bot      any                        `yaml:"x-bot"`
	Services map[string]composeService  `yaml:"services"`
	Volumes  map[string]any             `yaml:"volumes"`
	Networks map[string]composeNetwork  `yaml:"networks"`
	Secrets  map[string]composeFromFile `yaml:"secrets"`
}

type composeService struct {
	Image       string            `yaml:"image"`
	Build       composeBuild      `yaml:"build"`
	Profiles    []string          `yaml:"profiles"`
	Command     []string          `yaml:"command"`
	User        string            `yaml:"user"`
	ReadOnly    bool              `yaml:"read_only"`
	Tmpfs       []string          `yaml:"tmpfs"`
	CapDrop     []string          `yaml:"cap_drop"`
	SecurityOpt []string          `yaml:"security_opt"`
	Environment map[string]string `yaml:"environment"`
	Secrets     []string          `yaml:"secrets"`
	Volumes     []string          `yaml:"volumes"`
	Networks    []string          `yaml:"networks"`
	Ports       []string          `yaml:"ports"`
	Restart     string            `yaml:"restart"`
	Grace       string            `yaml:"stop_grace_period"`
	DependsOn   map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
	Healthcheck struct {
		Test        []string `yaml:"test"`
		Interval    string   `yaml:"interval"`
		Timeout     string   `yaml:"timeout"`
		Retries     int      `yaml:"retries"`
		StartPeriod string   `yaml:"start_period"`
	} `yaml:"healthcheck"`
	Logging struct {
		Driver  string            `yaml:"driver"`
		Options map[string]string `yaml:"options"`
	} `yaml:"logging"`
	Deploy struct {
		Replicas  int `yaml:"replicas"`
		Resources struct {
			Limits map[string]string `yaml:"limits"`
		} `yaml:"resources"`
	} `yaml:"deploy"`
}

type composeBuild struct {
	Context string            `yaml:"context"`
	Args    map[string]string `yaml:"args"`
}

type composeNetwork struct {
	Internal bool `yaml:"internal"`
}

type composeFromFile struct {
	File string `yaml:"file"`
}

func parseCompose(text []byte) (f composeFile, err error) {
	err = yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&f)
	return f, err
}

func (f composeFile) redis() composeService { return f.Services["redis"] }
func (f composeFile) bot() composeService   { return f.Services["bot"] }

// all reports whether something holds for every service.
func (f composeFile) all(holds func(composeService) bool) bool {
	for _, s := range f.Services {
		if !holds(s) {
			return false
		}
	}
	return len(f.Services) == 3
}

// bots returns how many bots run with a profile, or with "" none.
func (f composeFile) bots(profile string) int {
	n := 0
	for _, s := range f.Services {
		if s.Image == f.bot().Image && (len(s.Profiles) == 0 || slices.Contains(s.Profiles, profile)) {
			n += max(s.Deploy.Replicas, 1)
		}
	}
	return n
}

// option returns what a service's command says after an option.
func (s composeService) option(name string) string {
	words := strings.Fields(strings.Join(s.Command, " "))
	if i := slices.Index(words, name); i >= 0 && i+1 < len(words) {
		return words[i+1]
	}
	return ""
}

// bytesOf reads a number of bytes as Redis and Compose write them; 0 is none.
func bytesOf(text string) int {
	units := map[string]int{"m": 1 << 20, "g": 1 << 30}
	text = strings.TrimSuffix(text, "b")
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text[:len(text)-1])
	if err != nil {
		return 0
	}
	return n * units[text[len(text)-1:]]
}

func isSecret(name string) bool {
	return regexp.MustCompile(`TOKEN|KEY|PASSWORD`).MatchString(name) && !strings.Contains(name, "PUBLIC_KEY")
}

// hidesSecrets reports whether a service learns secrets from files alone.
func (s composeService) hidesSecrets() bool {
	for name, value := range s.Environment {
		mounted := slices.Contains(s.Secrets, strings.TrimPrefix(value, "/run/secrets/"))
		chosen := value == "${"+name+":-}"
		if isSecret(name) && (!strings.HasSuffix(name, "_FILE") || !mounted && !chosen) || strings.Contains(value, "@") {
			return false
		}
	}
	return true
}

func isNobody(user string) bool {
	return regexp.MustCompile(`^[1-9]\d*:[1-9]\d*$`).MatchString(user)
}

func isPinned(image string) bool {
	return regexp.MustCompile(`^[a-z][a-z0-9./-]*:\d+\.\d+\.\d+(-[a-z0-9.]+)?$`).MatchString(image)
}

func TestDeployCompose(t *testing.T) {
	checkDemands(t, "docker-compose.yml", parseCompose, append(composeStoreDemands(), composeServiceDemands()...))
}

func composeStoreDemands() []demand[composeFile] {
	return []demand[composeFile]{
		{"Redis writes every change to a file", func(f composeFile) bool { return f.redis().option("--appendonly") == "yes" },
			"--appendonly yes", "--appendonly no"},
		{"and syncs it every second", func(f composeFile) bool { return f.redis().option("--appendfsync") == "everysec" },
			"--appendfsync everysec", "--appendfsync no"},
		{"into a named volume", func(f composeFile) bool {
			name, at, _ := strings.Cut(strings.Join(f.redis().Volumes, " "), ":")
			_, named := f.Volumes[name]
			return named && at == f.redis().option("--dir")
		}, "- redis-data:/data", "- ./redis:/data"},
		{"Redis deletes nothing when memory is short", func(f composeFile) bool { return f.redis().option("--maxmemory-policy") == "noeviction" },
			"--maxmemory-policy noeviction", "--maxmemory-policy allkeys-lru"},
		{"and has room to rewrite its file", func(f composeFile) bool {
			data := bytesOf(f.redis().option("--maxmemory"))
			return data > 0 && bytesOf(f.redis().Deploy.Resources.Limits["memory"]) >= 2*data
		}, "memory: 1g", "memory: 600m"},
		{"Redis wants the password of a secret file", func(f composeFile) bool {
			return slices.Contains(f.redis().Secrets, "redis_password") &&
				strings.Contains(strings.Join(f.redis().Command, " "), `'requirepass %s\n' "$$(cat /run/secrets/redis_password)" > /tmp/`)
		}, `'requirepass %s\n' "$$(cat /run/secrets/redis_password)"`, `'requirepass %s\n' hunter2`},
		{"no service publishes a port", func(f composeFile) bool { return f.all(func(s composeService) bool { return len(s.Ports) == 0 }) },
			"    networks: [store]\n", "    networks: [store]\n    ports: ['6379:6379']\n"},
		{"Redis lies in an internal network", func(f composeFile) bool {
			return slices.Equal(f.redis().Networks, []string{"store"}) && f.Networks["store"].Internal
		}, "internal: true", "internal: false"},
		{"secrets are files that git ignores", func(f composeFile) bool {
			ignored, err := os.ReadFile(path.Join(top, ".gitignore"))
			inside := err == nil && slices.Contains(strings.Split(string(ignored), "\n"), "/data/")
			for _, secret := range f.Secrets {
				inside = inside && strings.HasPrefix(secret.File, "./data/secrets/")
			}
			return inside && len(f.Secrets) == 4
		}, "./data/secrets/unknot_key", "./unknot_key"},
		{"every secret of a service is declared", func(f composeFile) bool {
			return f.all(func(s composeService) bool {
				for _, name := range s.Secrets {
					if f.Secrets[name].File == "" {
						return false
					}
				}
				return true
			})
		}, "  telegram_token:\n", "  telegram:\n"},
		{"the key comes from a file", func(f composeFile) bool { return f.all(composeService.hidesSecrets) },
			"UNKNOT_KEY_FILE: /run/secrets/unknot_key", "UNKNOT_KEY: swordfish"},
		{"no password stands in an address", func(f composeFile) bool { return f.all(composeService.hidesSecrets) },
			"redis://redis:6379", "redis://:swordfish@redis:6379"},
		{"Redis stops in order", func(f composeFile) bool {
			return f.redis().Grace == "30s" && strings.Contains(strings.Join(f.redis().Command, " "), "exec valkey-server")
		}, "exec valkey-server", "valkey-server"},
	}
}

func composeServiceDemands() []demand[composeFile] {
	return []demand[composeFile]{
		{"images are pinned, or built here", func(f composeFile) bool {
			return f.all(func(s composeService) bool { return isPinned(s.Image) || s.Build.Context == "." })
		}, "valkey:8.1.8-alpine", "valkey:latest"},
		{"nobody is root", func(f composeFile) bool { return f.all(func(s composeService) bool { return isNobody(s.User) }) },
			`user: "65532:65532"`, `user: "0:0"`},
		{"file systems are read-only", func(f composeFile) bool {
			return f.all(func(s composeService) bool { return s.ReadOnly && len(s.Tmpfs) == 1 })
		}, "read_only: true", "read_only: false"},
		{"no capability is kept", func(f composeFile) bool {
			return f.all(func(s composeService) bool { return slices.Equal(s.CapDrop, []string{"ALL"}) })
		}, "cap_drop: [ALL]", "cap_drop: [NET_RAW]"},
		{"none is gained", func(f composeFile) bool {
			return f.all(func(s composeService) bool { return slices.Contains(s.SecurityOpt, "no-new-privileges:true") })
		}, "no-new-privileges:true", "no-new-privileges:false"},
		{"memory is limited", func(f composeFile) bool {
			return f.all(func(s composeService) bool { return bytesOf(s.Deploy.Resources.Limits["memory"]) > 0 })
		}, "memory: 256m", "cpus: '1'"},
		{"logs are limited", func(f composeFile) bool {
			return f.all(func(s composeService) bool {
				return bytesOf(s.Logging.Options["max-size"]) > 0 && s.Logging.Options["max-file"] != ""
			})
		}, "max-size: 10m", "compress: 'true'"},
		{"what ends is started again", func(f composeFile) bool {
			return f.all(func(s composeService) bool { return s.Restart == "unless-stopped" })
		}, "restart: unless-stopped", "restart: 'no'"},
		{"the bot is asked whether it is ready", func(f composeFile) bool {
			return slices.Equal(f.bot().Healthcheck.Test, []string{"CMD", "/unknot", "health"}) && f.bot().Environment["UNKNOT_HTTP"] != ""
		}, "[CMD, /unknot, health]", "[NONE]"},
		{"Redis is asked with its password", func(f composeFile) bool {
			return strings.Contains(strings.Join(f.redis().Healthcheck.Test, " "), `REDISCLI_AUTH="$$(cat /run/secrets/redis_password)" valkey-cli ping`)
		}, "valkey-cli ping", "true"},
		{"the bot waits until Redis is well", func(f composeFile) bool { return f.bot().DependsOn["redis"].Condition == "service_healthy" },
			"service_healthy", "service_started"},
		{"the bot has 15 s to finish", func(f composeFile) bool { return f.bot().Grace == "15s" },
			"stop_grace_period: 15s", "stop_grace_period: 1s"},
		{"one bot runs by itself, three with the profile", func(f composeFile) bool { return f.bots("") == 1 && f.bots("replicas") == 3 },
			"replicas: 2", "replicas: 3"},
		{"the replicas are the same bot", func(f composeFile) bool {
			one, more := f.bot(), f.Services["bot-replicas"]
			more.Profiles, more.Deploy.Replicas = one.Profiles, one.Deploy.Replicas
			return reflect.DeepEqual(one, more)
		}, "    profiles: [replicas]\n", "    profiles: [replicas]\n    restart: always\n"},
	}
}

// instruction is one instruction of a Dockerfile.
type instruction struct {
	stage int // 1 is the first FROM
	word  string
	rest  string
}

func parseDockerfile(text []byte) ([]instruction, error) {
	var steps []instruction
	stage, pending := 0, ""
	for _, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pending += strings.TrimSuffix(line, `\`)
		if strings.HasSuffix(line, `\`) {
			continue
		}
		word, rest, _ := strings.Cut(pending, " ")
		if word == "FROM" {
			stage++
		}
		if stage == 0 || word != strings.ToUpper(word) || rest == "" {
			return nil, fmt.Errorf("cannot be read: %q", pending)
		}
		steps, pending = append(steps, instruction{stage, word, strings.TrimSpace(rest)}), ""
	}
	return steps, nil
}

// following returns what follows a word in a stage.
func following(steps []instruction, stage int, word string) []string {
	var rests []string
	for _, s := range steps {
		if s.stage == stage && s.word == word {
			rests = append(rests, s.rest)
		}
	}
	return rests
}

func isExecForm(rests []string, want ...string) bool {
	var words []string
	return len(rests) == 1 && json.Unmarshal([]byte(rests[0]), &words) == nil && slices.Equal(words, want)
}

func TestDeployDockerfile(t *testing.T) {
	module := regexp.MustCompile(`(?m)^go (\d+\.\d+\.\d+)$`).FindStringSubmatch(readTop(t, "go.mod"))
	if module == nil {
		t.Fatal("go.mod names no version of Go")
	}
	wanted := "go" + module[1]
	checkDemands(t, "Dockerfile", parseDockerfile, []demand[[]instruction]{
		{"there are two stages", func(s []instruction) bool { return s[len(s)-1].stage == 2 && s[0].word == "FROM" },
			"FROM scratch", "FROM scratch AS middle\nFROM scratch"},
		{"the first is the Go of go.mod, pinned", func(s []instruction) bool {
			image, _, _ := strings.Cut(following(s, 1, "FROM")[0], " ")
			tag, _, _ := strings.Cut(strings.TrimPrefix(image, "golang:"), "-")
			has := "go" + tag
			return isPinned(image) && version.Lang(has) == version.Lang(wanted) && version.Compare(has, wanted) >= 0
		}, "golang:1.26.", "golang:1.25."},
		{"the second is empty", func(s []instruction) bool {
			return following(s, 2, "FROM")[0] == "scratch" && following(s, 2, "RUN") == nil
		},
			"FROM scratch", "FROM debian:12"},
		{"the program needs no C library", func(s []instruction) bool {
			build := strings.Join(following(s, 1, "RUN"), "\n")
			return strings.Contains(build, "CGO_ENABLED=0 go build ") && strings.Contains(build, " -trimpath ")
		}, "CGO_ENABLED=0", "CGO_ENABLED=1"},
		{"nothing is fetched by ADD", func(s []instruction) bool { return following(s, 1, "ADD") == nil && following(s, 2, "ADD") == nil },
			"COPY . .", "ADD https://example.org/x.tar ."},
		{"TLS finds its authorities", func(s []instruction) bool {
			return strings.Contains(strings.Join(following(s, 2, "COPY"), "\n"), "ca-certificates.crt /etc/ssl/certs/ca-certificates.crt")
		}, " /etc/ssl/certs/ca-certificates.crt\n", " /certificates\n"},
		{"it runs as nobody", func(s []instruction) bool {
			users := following(s, 2, "USER")
			return len(users) == 1 && isNobody(users[0])
		}, "USER 65532:65532", "USER root"},
		{"the version is an argument of the build", func(s []instruction) bool {
			return slices.Equal(following(s, 2, "ARG"), []string{"VERSION=development"}) && strings.Contains(following(s, 2, "LABEL")[0], `image.version="$VERSION"`)
		}, "ARG VERSION=", "ARG RELEASE="},
		{"the program is started without a shell", func(s []instruction) bool {
			return isExecForm(following(s, 2, "ENTRYPOINT"), "/unknot") && isExecForm(following(s, 2, "CMD"), "serve")
		}, `ENTRYPOINT ["/unknot"]`, "ENTRYPOINT /unknot"},
	})
}

func TestDeployImageAndComposeAgree(t *testing.T) {
	compose, err := parseCompose([]byte(readTop(t, "docker-compose.yml")))
	if err != nil {
		t.Fatal(err)
	}
	steps, err := parseDockerfile([]byte(readTop(t, "Dockerfile")))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{compose.bot().User}; !slices.Equal(following(steps, 2, "USER"), want) {
		t.Errorf("USER is %v, in docker-compose.yml %v", following(steps, 2, "USER"), want)
	}
	if _, has := compose.bot().Build.Args["VERSION"]; !has {
		t.Error("docker-compose.yml hands no VERSION to the build")
	}
}

func TestDeployImageLeavesSecretsOut(t *testing.T) {
	ignored := strings.Split(readTop(t, ".dockerignore"), "\n")
	for _, name := range []string{".git", ".env", ".env.*", "data", "**/*.db", "**/*.key"} {
		if !slices.Contains(ignored, name) {
			t.Errorf(".dockerignore lacks %s", name)
		}
	}
}

// unitFile is a systemd unit: section -> the assignments in it, as they stand.
type unitFile map[string][]string

func parseUnit(text []byte) (unitFile, error) {
	u, section := unitFile{}, ""
	for _, line := range strings.Split(string(text), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = line
		case section != "" && regexp.MustCompile(`^[A-Z][A-Za-z]+=`).MatchString(line):
			u[section] = append(u[section], line)
		default:
			return nil, fmt.Errorf("cannot be read: %q", line)
		}
	}
	return u, nil
}

// handsOver reports whether each credential is a file that a setting names,
// and no secret is anything else.
func (u unitFile) handsOver() bool {
	credentials, settings := 0, 0
	for _, line := range u["[Service]"] {
		if id, from, found := strings.Cut(strings.TrimPrefix(line, "LoadCredential="), ":"); found && strings.HasPrefix(line, "LoadCredential=") {
			credentials++
			if from != "/etc/unknot/"+id || !slices.ContainsFunc(u["[Service]"], func(l string) bool { return strings.HasSuffix(l, "_FILE=%d/"+id) }) {
				return false
			}
		}
		if strings.HasPrefix(line, "Environment=") && isSecret(line) {
			settings++
		}
	}
	return credentials > 0 && credentials == settings
}

func TestDeployUnit(t *testing.T) {
	demands := []demand[unitFile]{
		{"it has three sections", func(u unitFile) bool {
			return len(u) == 3 && u["[Unit]"] != nil && slices.Equal(u["[Install]"], []string{"WantedBy=multi-user.target"})
		}, "[Install]", "[Installation]"},
		{"secrets are credentials", unitFile.handsOver, "UNKNOT_KEY_FILE=%d/unknot_key", "UNKNOT_KEY=swordfish"},
	}
	for _, line := range []string{
		"ExecStart=/usr/local/bin/unknot serve", "DynamicUser=yes", "StateDirectory=unknot", "StateDirectoryMode=0700",
		"Environment=UNKNOT_DATA=%S/unknot", "UMask=0077", "Restart=always", "RestartPreventExitStatus=2", "TimeoutStopSec=15",
		"MemoryMax=512M", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes",
		"ProtectProc=invisible", "PrivateTmp=yes", "PrivateDevices=yes", "ProtectKernelTunables=yes", "ProtectKernelModules=yes",
		"ProtectControlGroups=yes", "MemoryDenyWriteExecute=yes", "RestrictNamespaces=yes", "RestrictSUIDSGID=yes",
		"RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "SystemCallFilter=@system-service", "LockPersonality=yes",
	} {
		demands = append(demands, demand[unitFile]{line,
			func(u unitFile) bool { return slices.Contains(u["[Service]"], line) }, "\n" + line + "\n", "\n"})
	}
	checkDemands(t, "docs/unknot.service", parseUnit, demands)
}

// deploySettings returns the settings in the struct tags of the program, sorted.
func deploySettings(t *testing.T) (known []string) {
	t.Helper()
	for line := range strings.Lines(readTop(t, "cmd/unknot/config.go")) {
		m := regexp.MustCompile("variable:\"(UNKNOT_[A-Z_]+)\"").FindStringSubmatch(line)
		if m == nil {
			continue
		}
		known = append(known, m[1])
		if strings.Contains(line, "secret:\"\"") {
			known = append(known, m[1]+"_FILE")
		}
	}
	if len(known) == 0 {
		t.Fatal("config.go has no struct tag that names a setting")
	}
	slices.Sort(known)
	return known
}

func TestDeployEnvExampleNamesEverySetting(t *testing.T) {
	want := deploySettings(t)
	var got []string
	lines := strings.Split(strings.TrimSpace(readTop(t, ".env.example")), "\n")
	for i, line := range lines {
		name, value, isSetting := strings.Cut(strings.TrimPrefix(line, "#"), "=")
		if !strings.HasPrefix(name, "UNKNOT_") || !isSetting {
			if line != "" && !strings.HasPrefix(line, "# ") && line != "#" {
				t.Errorf("line %d is neither a comment nor a setting: %q", i+1, line)
			}
			continue
		}
		got = append(got, name)
		if !strings.HasPrefix(line, "#") {
			t.Errorf("line %d sets something: begin it with #", i+1)
		}
		if i == 0 || !strings.HasPrefix(lines[i-1], "# ") {
			t.Errorf("%s has no comment above it", name)
		}
		if isSecret(name) && !strings.HasSuffix(name, "_FILE") && value != "" {
			t.Errorf("%s has a value, and it is a secret", name)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf(".env.example names\n%q, want each setting once:\n%q", got, want)
	}
}

// What somebody writes into .env has to reach the bot. Secrets do so as files,
// and the embedded store has no place there.
func TestDeployComposePassesEverySetting(t *testing.T) {
	compose, err := parseCompose([]byte(readTop(t, "docker-compose.yml")))
	if err != nil {
		t.Fatal(err)
	}
	all := deploySettings(t)
	for _, name := range all {
		isInline := isSecret(name) && !strings.HasSuffix(name, "_FILE")
		own := name == "UNKNOT_REDIS_URL_FILE" // compose knows its own Redis
		if _, passed := compose.bot().Environment[name]; !passed && !isInline && !own && name != "UNKNOT_DATA" {
			t.Errorf("docker-compose.yml does not pass %s on", name)
		}
	}
}

// A setting that is none would be ignored, with a warning nobody reads.
func TestDeployFilesNameOnlySettings(t *testing.T) {
	all := deploySettings(t)
	for _, file := range []string{"docker-compose.yml", "Dockerfile", "docs/unknot.service", "docs/operations.md"} {
		for _, name := range regexp.MustCompile(`UNKNOT_[A-Z_]+`).FindAllString(readTop(t, file), -1) {
			if !slices.Contains(all, name) {
				t.Errorf("%s names %s, which is no setting", file, name)
			}
		}
	}
}

func TestDeployOperationsPage(t *testing.T) {
	const file, longest = "docs/operations.md", 250
	page := readTop(t, file)
	if n := strings.Count(page, "\n"); n > longest {
		t.Errorf("%s has %d lines, more than %d", file, n, longest)
	}
	missing, err := deadPaths(os.DirFS(top), file)
	if err != nil || len(missing) > 0 {
		t.Errorf("%s names %q, which are not there (error %v)", file, missing, err)
	}
	all := deploySettings(t)
	for _, name := range all {
		if plain := strings.TrimSuffix(name, "_FILE"); !strings.Contains(page, plain) && !strings.Contains(plain, "_API") {
			t.Errorf("%s does not speak of %s", file, name)
		}
	}
}
