# What `sam build` runs for a function of `BuildMethod: makefile`: build-<name of the resource>, told by ARTIFACTS_DIR where what
# it deploys belongs. It works in a copy of this folder as well as in the folder itself. Needs a JDK 25 and `unzip`.

.PHONY: build-ImporterFunction
build-ImporterFunction:
	./mvnw -B -q -DskipTests package -pl importer-function -am
	mkdir -p "$(ARTIFACTS_DIR)"
	unzip -q -o importer-function/target/function.zip -d "$(ARTIFACTS_DIR)"
	if [ -d certificates ]; then cp -R certificates "$(ARTIFACTS_DIR)"; fi # whom it trusts as database: docs/aws.md
